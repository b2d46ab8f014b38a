"""What a weekday beside a numeric date says of its order: 06/04/2024 is in June where it is a Tuesday."""

from __future__ import annotations

import functools
import re
from datetime import date

from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.word_patterns import alternatives
from pipelines.extraction.wording.words import Words

_NEAR = 14  # characters before the date, in which its weekday stands


def day_first(before: str, first: int, second: int, year: int, words: Words) -> bool | None:
    """Whether the day comes before the month, by the weekday at the end of `before`, a folded text; None if unsaid."""
    pattern, numbers = _weekdays(words.base or words)
    match = pattern.search(before[-_NEAR:])
    if match is None or not (0 < year < 10_000 and first > 0 and 0 < second <= 12):
        return None
    fits = [date(year, month, day).weekday() == numbers[match[1]] for day, month in ((first, second), (second, first))]
    return fits[0] if fits[0] != fits[1] else None


@functools.lru_cache(maxsize=16)
def _weekdays(words: Words) -> tuple[re.Pattern[str], dict[str, int]]:
    """The names, and the number of each: a words file has the seven in full first, from Monday on."""
    names = [fold(name) for name in words.dates.weekdays]
    numbers = {name: next((n for n, full in enumerate(names[:7]) if full.startswith(name)), -1) for name in names}
    return re.compile(rf"(?<!\w)({alternatives(names)})\W{{1,3}}$"), numbers
