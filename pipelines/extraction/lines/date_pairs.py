"""Lines that name both dates of an article: `17/04/2024 08:00 - Cập nhật: 18/04/2024 09:15`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from pipelines.extraction.lines.byline_wording import without_byline
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.moments import Moment, find_moments, residue
from pipelines.extraction.wording.phrases import Phrases
from pipelines.extraction.wording.words import DateWords, Words

_PARTS = 3  # of a day and its month: `4 de mayo`
_LONGEST = 120  # characters of a line that holds two dates, their times and labels
# A label of a language that has no words here: `Güncelleme :`. Without the colon it may say `to`.
_LABEL = re.compile(r"[^\W\d]+(?: [^\W\d]+)?\s*[:：]\s*$")


class DatePair(NamedTuple):
    """When an article appeared, and when it was last changed."""

    published: Moment
    modified: Moment


def date_pair(text: str, words: Words) -> DatePair | None:
    """Both dates of a line that says nothing else. None where it may be the span of an event: `17/04 - 18/04/2024`.

    Which is which is told by a label, known or not; without one, only two times of the same day are believed.
    """
    if len(text) > _LONGEST:
        return None
    found = find_moments(text, words)
    if len(found) == 1:
        return _with_same_year(text, found[0], words)
    if len(found) != 2:
        return None
    first, second = found
    key = fold(without_byline(text, words))
    before, between, after = key[: first.start], key[first.end : second.start], key[second.end :]
    label = date_labels(words)
    changed = bool(label.modified.search(between))
    if not changed and label.modified.search(before):
        if not label.published.search(between):
            return None
        first, second, changed = second, first, True
    unknown = None if changed else _LABEL.search(between)
    if unknown:
        between = between[: unknown.start()]
    if residue(f"{before} | {between} | {after}", words):
        return None
    if not (changed or unknown or first.day == second.day) or second.day < first.day:
        return None
    return DatePair(first, second)


def _with_same_year(text: str, first: Moment, words: Words) -> DatePair | None:
    """Both dates of a line that gives the second no year: `3 May 2024, updated 4 May`, `31 Dec 2024, updated 2 Jan`."""
    change = date_labels(words).modified.search(fold(text), first.end)
    rest = text[change.end :].split() if change else []
    if change is None or not any(any(map(str.isdigit, word)) for word in rest[:_PARTS]):
        return None
    for parts in range(2, min(len(rest), _PARTS) + 1):
        for year in (first.day.year, first.day.year + 1):
            day = " ".join(rest[:parts]).rstrip(",")
            if len(find_moments(f"{day} {year}", words)) == 1:
                pair = date_pair(f"{text[: change.end]} {day} {year} {' '.join(rest[parts:])}", words)
                if pair:
                    return pair
    return None


class DateLabels:
    """What stands beside a date and says which it is."""

    def __init__(self, dates: DateWords) -> None:
        self.published = Phrases(dates.published)
        self.modified = Phrases(dates.modified)
        self.weekday = Phrases(dates.weekdays)
        self._today = Phrases(dates.today)

    def opens_clock(self, key: str) -> bool:
        """True for a folded line that says which day it is today."""
        return next(self._today.starts(key), None) is not None


def date_labels(words: Words) -> DateLabels:
    """A language's labels, kept."""
    return _made(words.base or words)


@functools.lru_cache(maxsize=64)
def _made(words: Words) -> DateLabels:
    return DateLabels(words.dates)
