"""`lastmod` of sitemaps: used to look sooner, or later, at what may have changed; never trusted.

Many portals set all of them to today, or to the day the page was made. So an article is looked at sooner only where a
sitemap says so of few, and a sitemap that its index calls unchanged is read again after a while all the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

# A sitemap that calls more than this share of its known articles changed, and more than so many, is not believed.
BELIEVED_SHARE, BELIEVED_ARTICLES = 0.1, 10
# Days after which a sitemap that its index calls unchanged is read again.
SITEMAP_AGAIN = 7
# No clock on Earth is further from UTC than this (Kiribati; Baker Island).
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)


class LastMod(NamedTuple):
    """The first and the last moment (UTC) at which something may have been changed: a day has no zone."""

    earliest: datetime
    latest: datetime

    @classmethod
    def of(cls, text: str) -> Self | None:
        """A W3C date or time (sitemaps.org); None for months, years and what is no date."""
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            return None
        if "T" in text and moment.tzinfo is not None:
            return cls(moment.astimezone(UTC), moment.astimezone(UTC))
        if moment.tzinfo is not None or not 1990 <= moment.year <= 2200:  # further out, sums would overflow
            return None
        moment = moment.replace(tzinfo=UTC)
        return cls(moment - _EAST, moment + _WEST + (timedelta(0) if "T" in text else timedelta(days=1)))

    def surely_after(self, moment: datetime) -> bool:
        """Whether the change came after that moment, wherever the portal is."""
        return self.earliest > moment

    def maybe_after(self, moment: datetime) -> bool:
        """Whether it may have."""
        return self.latest > moment
