"""Listings of a day or a month, as calendars link to them: once it is over, nothing new will stand there."""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
# `/2024/05/`, `/2024-05-17`, `=2024/5`; and with the year last, `=17/05/2024`, `/05-2024`.
_YEAR_FIRST = re.compile(rf"(?<=[/=])(?P<year>\d{{4}})[/-](?P<month>{_MONTH})(?:[/-](?P<day>{_DAY}))?(?![^/&-])")
_YEAR_LAST = re.compile(rf"(?<=[/=])(?:(?P<day>{_DAY})[/-])?(?P<month>{_MONTH})[/-](?P<year>\d{{4}})(?![^/&])")
# `year=2024&month=5`, in the order that canonical addresses have.
_PARTS = {
    "year": re.compile(r"(?:^|&)(?:year|nam|y)=(\d{4})(?=&|$)", re.IGNORECASE),
    "month": re.compile(rf"(?:^|&)(?:month|thang|m)=({_MONTH})(?=&|$)", re.IGNORECASE),
    "day": re.compile(rf"(?:^|&)(?:day|ngay|d)=({_DAY})(?=&|$)", re.IGNORECASE),
}


# Days after its end by which all that belongs into a period stands there; days until it is visited again then.
SETTLED, SETTLED_AGAIN = 3, 60


class Period(NamedTuple):
    """A year, a month or a day, as an address names it."""

    year: int
    month: int | None = None
    day: int | None = None

    def is_over(self, today: date) -> bool:
        """Whether it ended before that day."""
        return (self.year, self.month or 12, self.day or 31) < (today.year, today.month, today.day)


@functools.lru_cache(maxsize=4096)
def period_of(url: str) -> Period | None:
    """The period of which a listing is, by its address alone; None where it names none."""
    parts = urlsplit(unquote(url))
    for pattern in (_YEAR_FIRST, _YEAR_LAST):
        found = pattern.search(f"{parts.path}&{parts.query}")
        if found:
            day = found["day"]
            return Period(int(found["year"]), int(found["month"]), int(day) if day else None)
    named = {name: pattern.search(parts.query) for name, pattern in _PARTS.items()}
    year, month, day_found = (int(match[1]) if (match := named[name]) else None for name in ("year", "month", "day"))
    if year is None:
        return None
    return Period(year, month, day_found if month else None)
