"""The patterns of dates and times of a language, for folded text."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.phrases import Phrases
from pipelines.extraction.wording.word_patterns import alternatives, whole
from pipelines.extraction.wording.words import YEAR_FIRST, DateWords, Words
from pipelines.extraction.wording.zones import LOWER


class Patterns(NamedTuple):
    """What a language's dates and times look like, and what is needed to read them."""

    numeric: re.Pattern[str]
    short: re.Pattern[str]
    iso: re.Pattern[str]
    named: re.Pattern[str]
    long: re.Pattern[str] | None  # `2024年3月12日`
    time: re.Pattern[str]
    beside: Phrases  # labels, weekdays, small words: what is no more said than the date itself
    months: dict[str, int]
    am: frozenset[str]  # without white space
    pm: frozenset[str]
    half_first: bool
    eras: dict[str, int]
    ahead: int


def is_labelled(before: str, words: Words) -> bool:
    """True where a folded text ends with what says that a date follows: `Đăng ngày: `."""
    return _label_before(words.base or words).search(before) is not None


@functools.lru_cache(maxsize=64)
def _label_before(words: Words) -> re.Pattern[str]:
    dates = words.dates
    return re.compile(rf"{whole([*dates.published, *dates.modified])}[\s:：(-]*$")


def _long(dates: DateWords) -> re.Pattern[str]:
    """`2024年3月12日`, `2024. 3. 12.`, and years of an era: `令和6年3月12日`."""
    year, month, day = alternatives(dates.year), alternatives(dates.month), alternatives(dates.day)
    return re.compile(
        rf"(?<![\d.-])(?<!\d/)(?:({alternatives(dates.eras)})\s*(\d{{1,3}}|元)|(\d{{4}}))\s*(?:{year}|\.)"
        rf"\s*(\d{{1,2}})\s*(?:{month}|\.)\s*(\d{{1,2}})(?!\d)\s*(?:{day}|\.(?!\s?\d))?"
    )


# `18.30 GMT`, `6.30pm`: in any language a time, where one of these follows.
_DOT = rf"\.(?=\d\d\s?(?:[ap]\.?m\b|{LOWER}))"
_NOTHING = alternatives(())  # the pattern that matches nothing


def patterns_of(words: Words) -> Patterns:
    """The patterns of a language, made once: the same for all its regions, whatever the order of numeric dates."""
    return _made(words.base or words)


@functools.lru_cache(maxsize=64)
def _made(words: Words) -> Patterns:
    dates = words.dates
    months = {fold(name): number for name, number in dates.months.items()}
    months |= {fold(name): number for number, name in enumerate(dates.month_words, 1)}
    names = alternatives(months)
    month_names = alternatives(dates.months)
    year_first = month_names if dates.order == YEAR_FIRST else _NOTHING
    year, month = alternatives(dates.year), alternatives(dates.month if dates.order != YEAR_FIRST else ())
    nth = rf"(?:\.?(?:{alternatives(dates.ordinals)}))?" if dates.ordinals else ""  # `1er mars`, `1.º de enero`
    by_word = (
        rf"(?<!\d)(\d{{1,2}}){nth}\s*[,/.-]?\s*{month}\s*(\d{{1,2}}|{names})\s*(?:[,/.-]\s*)?(?:{year}\s*)?(\d{{4}})(?!\d)"
        if month != _NOTHING
        else rf"{_NOTHING}()()()"
    )
    hour, minute = alternatives(dates.hour), alternatives(dates.minute)
    am, pm = alternatives(dates.am), alternatives(dates.pm)
    beside = [*dates.published, *dates.modified, *dates.weekdays, *dates.filler, *dates.today]
    beside += [*dates.day, *dates.am, *dates.pm]
    years = r"\d{4}|\d\d" if dates.ahead else r"\d{4}"
    between = rf"(?:{year}\s*)?" if dates.ahead else ""  # `12 มีนาคม พ.ศ. 2567`
    # `午後6:30`; elsewhere the half of the day stands behind, and to look for it before every number would cost.
    half = rf"(?:(?P<first>{am}|{pm})\s*)?" if words.unspaced else ""
    end = "(?![a-z0-9])" if words.unspaced else r"(?!\w)"
    return Patterns(
        # 17/04/2024, 6-1-2020, 05.08.2019, 08 08 2019; the same separator twice. Not inside 12/17/04/2024.
        numeric=re.compile(r"(?<![\w./-])(\d{1,2})(\s?[./-]\s?|\s)(\d{1,2})(?:\2|\s?[./-]\s?)(\d{4})(?![\d./-]*\d)"),
        # 25.04.24: a date only where a time or a label stands right beside it, for a decree's number looks the same.
        short=re.compile(r"(?<![\w./-])(\d{2})([./])(\d{2})\2(\d{2})(?![\w./-]*\w)"),
        iso=re.compile(
            r"(?<![\d./-])(\d{4})([-/.]|\.\s)(\d{1,2})\2(\d{1,2})(?!\d)"
            r"(?:\s*t?\s*(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(z(?!\w)|[+-]\d{2}:?\d{2})?"
        ),
        named=re.compile(
            rf"{by_word}|(?<!\d)(\d{{1,2}}){nth}(?:\s+of)?[\s.-]+({month_names})\.?[\s,.-]+{between}({years})(?!\d)"
            rf"|(?<!\w)({month_names})\.?\s+(\d{{1,2}}){nth},?\s+(?:{year}\s+)?(\d{{4}})(?!\d)"
            rf"|(?<!\d)(\d{{4}})\.?\s*({year_first})\.?\s*(\d{{1,2}})(?!\d)"
        ),
        long=_long(dates) if dates.order == YEAR_FIRST else None,
        time=re.compile(
            rf"(?<![\d:.,/-]){half}(?P<hour>\d{{1,2}})\s*(?::|{hour}|{_DOT})\s*(?P<minute>\d{{2}})(?:\s*:\s*(?P<second>\d{{2}}))?(?!\.?\d)"
            rf"\s*(?:{minute})?\s*(?P<half>{am}|{pm})?{end}"
        ),
        beside=Phrases(beside),
        months=months,
        am=frozenset("".join(fold(name).split()) for name in dates.am),
        pm=frozenset("".join(fold(name).split()) for name in dates.pm),
        half_first=words.unspaced,
        eras={fold(name): before for name, before in dates.eras.items()},
        ahead=dates.ahead,
    )
