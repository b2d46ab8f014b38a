"""Dates and times as portals print them, found in text. Own code: dateparser got 11 of 22 Vietnamese strings right
and 7 wrong, at 1.6 ms each; these patterns take microseconds and refuse what they do not know.
"""

from __future__ import annotations

import functools
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.moment_patterns import Patterns, is_labelled, patterns_of
from pipelines.extraction.wording.weekdays import day_first
from pipelines.extraction.wording.words import DOTTED, YEAR_FIRST, Words
from pipelines.extraction.wording.zones import NAMES, minutes_of, name_beside, printed_minutes

FIRST_YEAR = 1990  # there was no web before
LAST_YEAR = 2100


class Moment(NamedTuple):
    """A date found in a text, at `start` to `end` of it; `time` and `offset` (minutes) where the text gives them."""

    day: date
    time: tuple[int, int, int] | None
    offset: int | None
    start: int
    end: int
    named: str = ""  # the zone as printed; without an offset its name means several

    @property
    def vague(self) -> bool:
        """True for a time in a zone whose name means several."""
        return bool(self.named) and self.offset is None

    def iso(self, zone: tzinfo) -> str:
        """`2020-01-06`, or `2024-04-17T11:02:00+07:00` in `zone` where a time is known."""
        moment = self.instant(zone)
        if moment is None:
            return self.day.isoformat()
        if not (moment.hour or moment.minute or moment.second):  # local midnight, printed in another zone
            return moment.date().isoformat()
        return moment.isoformat()

    def instant(self, zone: tzinfo) -> datetime | None:
        """The moment in `zone`; None where only the day is known.

        `IST` on a page whose zone has no such name does not say when it was.
        """
        if self.time is None:
            return None
        printed = zone if self.offset is None else timezone(timedelta(minutes=self.offset))
        moment = datetime.combine(self.day, time(*self.time), printed)
        return moment.astimezone(zone) if not self.vague or _calls_itself(moment, self.named) else None


def _calls_itself(moment: datetime, name: str) -> bool:
    """Whether the zone of `moment` has this name then, `ET` or `EST`. One that is only an offset has been told."""
    if isinstance(moment.tzinfo, timezone):
        return moment.tzinfo is not UTC
    own = moment.tzname() or "?"
    return name in (own, f"{own[0]}T")


# What every date has: a year of four digits, or three pairs. To look for it costs a tenth of looking for dates.
DATED = re.compile(r"\d{4}|\d\d([./])\d\d\1\d\d")
_SHORT = 200  # characters of a line whose dates are kept
_BESIDE = re.compile(r"utc|gmt|\d{1,2}:\d{2}|[+-]\s?\d{1,2}(?!\d)")  # zones, and times in them
_YEAR_OF_ERA = re.compile(r"[\d元]\s*年")
_YEAR_AHEAD = re.compile(r"[ก-ฮ]\.?\s*\d\d(?!\d)")  # `12 มี.ค. 67`


def is_dated(text: str, words: Words) -> bool:
    """False where a look is enough to see that there is no date."""
    return DATED.search(text) is not None or (words.unspaced and _is_dated_otherwise(text, words))


def _is_dated_otherwise(text: str, words: Words) -> bool:
    """True for a year of an era, or of two digits behind a month."""
    dates = words.dates
    return bool(dates.eras and _YEAR_OF_ERA.search(text)) or bool(dates.ahead and _YEAR_AHEAD.search(text))


def find_moments(text: str, words: Words, order: str | None = None) -> list[Moment]:
    """Every date in `text`, in order, each with the time printed beside it.

    `order` is `dmy` or `mdy` for numeric dates; None takes the language's. Where that is not settled, only a date that
    reads one way (`25/12/2020`, `5/5/2020`) counts. Midnight is no time: portals print it where they kept only a day.
    """
    if not DATED.search(text) and not (words.unspaced and _is_dated_otherwise(text, words)):
        return []
    return list(_moments_of(text, words, order) if len(text) <= _SHORT else _moments_of.__wrapped__(text, words, order))


@functools.lru_cache(maxsize=4096)
def _moments_of(text: str, words: Words, order: str | None) -> tuple[Moment, ...]:
    """Kept for short lines: several fields ask for the same one, and a portal's boxes repeat on all its pages."""
    folded = fold(text)
    patterns, order = patterns_of(words), order or words.dates.order
    found = [
        *_iso(folded, patterns),
        *_named(folded, patterns),
        *_numeric(folded, patterns, order, words),
    ]
    if patterns.long:
        found += _year_first(folded, patterns)
    if not found:
        short = _with_times(_short_years(folded, patterns, order), text, folded, words)
        return tuple(moment for moment in short if moment.time or is_labelled(folded[: moment.start], words))
    found.sort(key=lambda moment: moment.start)
    apart = [moment for n, moment in enumerate(found) if not n or moment.start >= found[n - 1].end]
    return tuple(_with_times(apart, text, folded, words))


def date_only(text: str, words: Words) -> Moment | None:
    """The date of a line that says nothing else; weekday, time, zone, labels and punctuation may stand beside it."""
    if len(text) > 120:
        return None
    moments = find_moments(text, words)
    if len(moments) != 1 or len(_residue(text, moments, words)) > 0:
        return None
    return moments[0]


def residue(text: str, words: Words) -> str:
    """What a line says besides its dates, times and their labels: letters and digits only."""
    return _residue(text, find_moments(text, words), words)


def time_only(text: str, words: Words) -> tuple[int, int, int] | None:
    """The time of a line that holds a time and nothing else (`11:02`, `16h30`, `14:07 Uhr`)."""
    if len(text) > 20:
        return None
    patterns, key = patterns_of(words), fold(NAMES.sub(_blank, text))
    match = patterns.time.search(fold(text))  # `18.30 GMT` is one by its zone
    rest = _without_beside(f"{key[: match.start()]} {key[match.end() :]}", patterns) if match else ""
    return _clock(match, patterns) if match and not any(map(str.isalnum, rest)) else None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _residue(text: str, moments: list[Moment], words: Words) -> str:
    folded = fold(NAMES.sub(_blank, text))
    for moment in reversed(moments):
        folded = folded[: moment.start] + " " + folded[moment.end :]
    patterns = patterns_of(words)
    folded = _without_beside(patterns.time.sub(" ", folded), patterns)
    # Single letters are buttons for the size of print (`A A`), not words.
    return "".join(filter(str.isalnum, re.sub(r"(?<!\w)a(?!\w)", " ", folded)))


def _without_beside(folded: str, patterns: Patterns) -> str:
    """A folded text without what may stand beside a date and says no more than it."""
    return _BESIDE.sub(" ", patterns.beside.blanked(folded))


def _iso(folded: str, patterns: Patterns) -> list[Moment]:
    found = []
    for match in patterns.iso.finditer(folded):
        year, _, month, day, hour, minute, second, zone = match.groups()
        moment = _moment(int(day), int(month), int(year), match.start(), match.end(), patterns.ahead)
        if moment is None:
            continue
        if hour is not None:
            time = (int(hour), int(minute), int(second or 0))
            offset = _offset(zone)
            if max(time[1:]) > 59 or time[0] > 23:
                continue
            # Midnight on the wall is no time; midnight in UTC may well be seven in the morning here.
            moment = moment._replace(time=time if any(time) or offset else None, offset=offset)
        found.append(moment)
    return found


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone == "z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    if minutes > 14 * 60:
        return None
    return -minutes if zone[0] == "-" else minutes


def _named(folded: str, patterns: Patterns) -> list[Moment]:
    found = []
    for match in patterns.named.finditer(folded):
        a = match.groups()
        dmy, mdy, ymd = (a[0:3] if a[0] else a[3:6]), (a[7], a[6], a[8]), (a[11], a[10], a[9])
        day, month, year = dmy if dmy[0] else mdy if mdy[0] else ymd
        number = int(month) if month.isdigit() else patterns.months.get(" ".join(month.split()), 0)
        number_of_year = int(year) + (2500 if len(year) == 2 else 0)
        moment = _moment(int(day), number, number_of_year, match.start(), match.end(), patterns.ahead)
        if moment:
            found.append(moment)
    return found


def _year_first(folded: str, patterns: Patterns) -> list[Moment]:
    found = []
    for match in patterns.long.finditer(folded) if patterns.long else ():
        era, counted, year, month, day = match.groups()
        number = int(year) if year else patterns.eras[era] + (1 if counted == "元" else int(counted))
        moment = _moment(int(day), int(month), number, match.start(), match.end(), patterns.ahead)
        if moment:
            found.append(moment)
    return found


def _short_years(folded: str, patterns: Patterns, order: str) -> list[Moment]:
    """Dates with a year of two digits, all of this century; none where the order is not settled for all."""
    found = []
    for match in patterns.short.finditer(folded) if order in ("dmy", "mdy") else ():
        day, month = (int(match[3]), int(match[1])) if order == "mdy" else (int(match[1]), int(match[3]))
        moment = _moment(day, month, 2000 + int(match[4]), match.start(), match.end())
        if moment:
            found.append(moment)
    return found


def _numeric(folded: str, patterns: Patterns, order: str, words: Words) -> list[Moment]:
    found = []
    for match in patterns.numeric.finditer(folded):
        here = order if order not in (DOTTED, YEAR_FIRST) else "dmy" if "." in match[2] else ""
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if here == "mdy" or (not here and second > 12):
            first, second = second, first
        elif not here and first <= 12 and first != second:
            told = day_first(folded[: match.start()], first, second, year, words)
            if told is None:
                continue
            first, second = (first, second) if told else (second, first)
        moment = _moment(first, second, year, match.start(), match.end(), patterns.ahead)
        if moment:
            found.append(moment)
    return found


def _moment(day: int, month: int, year: int, start: int, end: int, ahead: int = 0) -> Moment | None:
    if year > LAST_YEAR:
        year -= ahead
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return Moment(date(year, month, day), None, None, start, end)
    except ValueError:
        return None


_GAP = 24  # characters that may stand between a date and its time: ` | `, `, lúc `, ` ngày thứ tư, `


def _with_times(moments: list[Moment], text: str, folded: str, words: Words) -> list[Moment]:
    """Each date with the nearest time: after it, or before it (`11:02, 17/04/2024`), with no other date between."""
    patterns = patterns_of(words)
    times = list(patterns.time.finditer(folded))
    result = []
    for position, moment in enumerate(moments):
        if moment.time is not None or moment.offset is not None:
            result.append(moment)
            continue
        before = result[-1].end if result else 0  # a time that is the former date's is not this one's
        after = moments[position + 1].start if position + 1 < len(moments) else len(folded)
        near = [
            match
            for match in times
            if (moment.end <= match.start() <= min(after, moment.end + _GAP))
            or (max(before, moment.start - _GAP) <= match.end() <= moment.start and match.start() >= before)
        ]
        near.sort(
            key=lambda match: match.start() - moment.end if match.start() >= moment.end else moment.start - match.end()
        )
        time = _clock(near[0], patterns) if near else None
        if time is None or not any(time):
            result.append(moment)
            continue
        start, end = min(moment.start, near[0].start()), max(moment.end, near[0].end())
        name = name_beside(text, near[0].start(), (near[0].end(), end))
        if name:
            offset = minutes_of(name[1], words.dates.region)
            result.append(Moment(moment.day, time, offset, start, max(end, name.end()), name[1]))
        else:
            offset = printed_minutes(folded[end : end + 14])
            result.append(Moment(moment.day, time, offset, start, end, "GMT" if offset is not None else ""))
    return result


def _clock(match: re.Match[str], patterns: Patterns) -> tuple[int, int, int] | None:
    """Hours, minutes, seconds; None for what no clock shows. `14:30 PM` is half past two, `12:00 AM` midnight."""
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    half = "".join((match["half"] or (match["first"] if patterns.half_first else None) or "").split())
    if half in patterns.pm and hour < 12:
        hour += 12
    elif half in patterns.am and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour, minute, second
