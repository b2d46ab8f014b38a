"""What an operator is told when something is wrong with a portal."""

from __future__ import annotations

from typing import Literal

import msgspec

AlarmKind = Literal["coverage", "platform", "silence", "rejections", "removals", "nothing"]


class Seen(msgspec.Struct, frozen=True):
    """A capture that shows something: `govnews show ID --raw` of the article, or the record in the WARC file."""

    capture: str
    url: str
    fetched_at: str

    def __str__(self) -> str:
        return f"{self.url} (capture {self.capture} of {self.fetched_at[:10]})"


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """Something is wrong with a portal. `before` and `now` are shares of articles, for a silence days."""

    portal: str
    kind: AlarmKind
    field: str | None
    before: float
    now: float
    articles: int
    last_good: Seen | None = None
    new: Seen | None = None

    def __str__(self) -> str:
        good = f"; last good: {self.last_good}" if self.last_good else ""
        new = f"; now: {self.new}" if self.new else ""
        if self.kind == "coverage":
            said = f"{self.field} was in {self.before:.0%} of articles, and is in {self.now:.0%} of {self.articles}"
        elif self.kind == "platform":
            said = (
                f"{self.before:.0%} of articles bore the signs of the portal's platform, and of {self.articles} "
                f"now {self.now:.0%}: it has a new look"
            )
        elif self.kind == "rejections":
            said = f"{self.before:.0%} of pages were no articles, and of {self.articles} now {self.now:.0%}"
        elif self.kind == "removals":
            said = f"{self.before:.0%} of articles asked for were gone, and of {self.articles} now {self.now:.0%}"
        elif self.kind == "nothing" and not self.articles:
            said = "no page named an article, and none ever did: compare its links with [urls] and hosts of its file"
        elif self.kind == "nothing":
            said = f"none of {self.articles} pages was an article, and none ever was"
        else:
            said = f"nothing new for {self.now:.0f} days; the longest so far was {self.before:.0f}"
        return f"{self.portal}: {said}{good}{new}"
