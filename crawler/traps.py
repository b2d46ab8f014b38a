"""Traps: addresses without end that hold nothing new. Each kind stops by itself, is counted, and named at the end.

Some are told by the address alone: they are never asked for. The others are told by what they give: addresses of one
shape that bear nothing, again and again, are left alone for the rest of the crawl. The next crawl tries once more.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from crawler.discovery.calendars import period_of

# Segments of a path. The deepest article that was met has eight.
_DEEPEST = 15
# One name so often in a path is a relative link that goes round: `/tin/tin/tin/`.
_ROUNDS = 3
# By kind: so many addresses in a row that bear nothing, of one shape and of any. A real listing shows something within
# a few pages, and of real articles the most that were rejected in a row are some dozens.
_VAIN = {"listing": (60, 150), "sitemap": (60, 60), "article": (200, 250), "attachment": (60, 150), "image": (60, 150)}
_ANY = "any shape"
_DOUBTFUL = 10  # listings of a shape that bore nothing in a row: the next ones wait until the new articles are in
DOUBTFUL_AGAIN = 7  # days until such a listing is visited again
# Characters; longer ones grow from page to page. RFC 9110 §4.1 asks servers for 8,000 and no portal was met past 500.
_LONGEST = 2000

_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_VIEWS = frozenset(
    {
        "print",
        "printview",
        "login",
        "signin",
        "logout",
        "register",
        "dang-nhap",
        "dang-ky",
        "popup",
        "pop_up",
        "sendmail",
    }
)
_VIEW_QUERY = re.compile(
    r"(?:^|&)(?:p_p_state=pop_up|viewmode=print|print=1|action=(?:print|login))(?:&|$)", re.IGNORECASE
)
_SESSION = re.compile(r"(?:^|[/;&?])(?:jsessionid|phpsessid|aspsessionid\w*|sid|sessionid)=", re.IGNORECASE)
_FIRST_YEAR = 1990  # before it no portal was on the web


class Traps:
    """What one crawl of one portal leaves alone, and why. `this_year` bounds the calendars that are believed."""

    def __init__(self, this_year: int) -> None:
        self.counts: Counter[str] = Counter()  # kind -> addresses left alone
        self.examples: dict[str, str] = {}  # kind -> the first of them
        self._this_year = this_year
        self._vain: Counter[tuple[str, str]] = Counter()  # (kind, shape) -> visits in a row that bore nothing
        self._said: set[int] = set()

    def catches(self, url: str, kind: str) -> bool:
        """Whether an address (canonical) is one of a trap; it is counted then."""
        trap = trap_of(url, kind, self._this_year) or ("fruitless" if self.is_closed(url, kind) else None)
        if trap is None:
            return False
        self.counts[trap] += 1
        self.examples.setdefault(trap, url)
        return True

    def visited(self, url: str, kind: str, *, fruitful: bool) -> None:
        """What a visit gave: a listing or sitemap that names an article not yet named in this crawl is fruitful, an
        article that says something new, and a file that is there.
        """
        closed = self.is_closed(url, kind)
        for key in ((kind, shape_of(url)), (kind, _ANY)):
            if not fruitful:
                self._vain[key] += 1
            elif not closed:
                self._vain.pop(key, None)

    def is_news(self, text: str) -> bool:
        """Whether no article of this crawl said the same: one page under address after address is a trap too."""
        said = hash(text)
        new = said not in self._said
        self._said.add(said)
        return new

    def is_closed(self, url: str, kind: str) -> bool:
        """Whether addresses of this shape, or of all shapes, have borne nothing for too long."""
        of_shape, of_any = _VAIN.get(kind, (math.inf, math.inf))
        return self._vain[kind, shape_of(url)] >= of_shape or self._vain[kind, _ANY] >= of_any

    def is_doubtful(self, url: str, kind: str) -> bool:
        """Whether listings of this shape bear so little that news is hardly to be had from the next one."""
        return kind == "listing" and self._vain[kind, shape_of(url)] >= _DOUBTFUL

    def told(self) -> list[str]:
        """One line a kind, for the end of a crawl."""
        return [
            f"trap: {number} addresses left alone ({trap}), the first {self.examples[trap]}"
            for trap, number in self.counts.most_common()
        ]


def trap_of(url: str, kind: str, this_year: int) -> str | None:
    """The kind of trap that an address alone gives away; None for any that may be good."""
    if len(url) > _LONGEST:
        return "endless-address"
    parts = urlsplit(url)
    segments = [segment.lower() for segment in parts.path.split("/") if segment]
    if len(segments) > _DEEPEST:
        return "depth"
    if segments and Counter(segments).most_common(1)[0][1] >= _ROUNDS:
        return "repeated-segments"
    leading = 0
    while leading < len(segments) and _LOCALE.fullmatch(segments[leading]):
        leading += 1
    if (leading >= 2 and len(set(segments[:leading])) < leading) or leading >= 3:
        return "locale-recursion"
    if _SESSION.search(url):
        return "session-id"
    if _VIEWS.intersection(segments) or _VIEW_QUERY.search(parts.query):
        return "view"
    if kind == "listing":
        period = period_of(url)
        if period is not None and not _FIRST_YEAR <= period.year <= this_year + 1:
            return "calendar"
    return None


def shape_of(url: str) -> str:
    """What addresses of one kind share: the first two names of the path without their digits, how deep, which keys."""
    parts = urlsplit(url)
    segments = [segment for segment in unquote(parts.path).split("/") if segment]
    names = [re.sub(r"\d+", "0", segment) for segment in segments[:-1][:2]]
    keys = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return "/".join(names) + "?" + "&".join(keys)
