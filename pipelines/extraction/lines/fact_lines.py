"""Lines of facts beside an article: its date, who posted it, how many have read it, and buttons."""

from __future__ import annotations

import re

from pipelines.extraction.lines.byline_wording import names_only, without_small_words
from pipelines.extraction.lines.cue_patterns import Patterns, patterns_of
from pipelines.extraction.lines.date_pairs import DatePair, date_labels, date_pair
from pipelines.extraction.wording import moments
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.names import is_account, is_name, is_place, trim
from pipelines.extraction.wording.offices import is_unit
from pipelines.extraction.wording.words import Words

_LONGEST = 160  # characters of a line of facts
_SHORTEST = 60  # characters of a name and a date
_OTHERS = 2  # parts beside both dates
_WORDS, _MOST_WORDS = 5, 8  # of a fact that says something else, and beside a bar
_FACT = 20  # characters of a fact beside a date, where words are not set apart
_NUMBERED = re.compile(r"\W*(?:[^\W\d]{2,20}\.?[\s-]*){1,3}[:#]?\s*[\d/-]+\W*")  # `Nr: 27/24`, `Release No. 24-117`
_HOST = re.compile(r"[\w-]+(?:\.\w{2,})+")
_PARTING = " ,:-–("  # what may part an office from the day
_COMMA = re.compile(r"[,:]")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?:\W*\d{1,3}(?:[.,]?\d{3})?(?!\w)\W*){1,3}")  # how many have read, liked and discussed it
_LOGIN = re.compile(r"[a-z][a-z._-]{2,}\d{1,4}")  # the name of an account that somebody was given
_BARS = re.compile(r"\s*[|•]\s*")
_PARTS = re.compile(r"\s*[|•·\t]\s*|\s+[-–—/]\s+|\s{2,}")


def facts(text: str, key: str, words: Words, patterns: Patterns) -> str:
    """`date` or `counter` for a line that holds only such facts; "" for any other."""
    if not moments.is_dated(text, words) and not patterns.views.search(key) and not patterns.viewed.search(key):
        return ""
    posted = patterns.posted.match(key) if patterns.posted else None
    if posted:  # words on both sides of a name leave no doubt, though it be an account's
        return facts(text[posted.end() :], key[posted.end() :], words, patterns)
    if moments.date_only(text, words) or date_pair(text, words) or _is_dated_byline(text, key, words, patterns):
        return "date"
    if _is_dated_facts(text, words) or pair_beside_facts(text, words):
        return "date"
    dates = counters = strange = 0
    parts = [
        part for bar in _BARS.split(text) for part in ([bar] if moments.date_only(bar, words) else _PARTS.split(bar))
    ]
    apart = "|" in text or "•" in text  # signs that no sentence has: the category may be long
    for number, part in enumerate(parts):
        said = fold(part)
        if not part or moments.time_only(part, words) or _is_beside_facts(said, patterns):
            continue
        if is_counter(said, patterns) or patterns.match("comments", said):
            counters += 1
        elif (
            moments.date_only(part, words)
            or _dated_by_next(parts, number, words)
            or _is_dated_byline(part, said, words, patterns)
        ):
            dates += 1
        else:
            rest = _rest_of_facts(part, words, patterns)
            if rest is None or len(rest.split()) > (_MOST_WORDS if apart else _WORDS):
                return ""
            found = len(moments.find_moments(part, words))
            dates += found
            strange += not found and bool(rest.strip()) and not patterns.match("before_name", said)
    if dates > 1 or strange > 2 + apart or not (dates or counters):
        return ""
    return "date" if dates else "counter"


def _is_beside_facts(key: str, patterns: Patterns) -> bool:
    """True for buttons, and for how long it takes to read."""
    return patterns.match("tools", key) is not None or patterns.is_reading(key)


def _is_dated_byline(text: str, key: str, words: Words, patterns: Patterns) -> bool:
    """True for a name and a date and nothing else: `By Ruth Hallam Mar 12, 2024`, `12 Mar 2024 6:30PM by PIB Delhi`.

    What opens the line without a label is a name of two words and more: `Ruth Hallam, 4 June 2024`.
    """
    found = moments.find_moments(text, words) if words.byline.before_names else []
    if len(found) != 1:
        return False
    if text[0] == "(" and text[-1] == ")" and len(text) <= _SHORTEST:  # `(Ruth Hallam, 4.6.2024)`
        text, key = f" {text[1:-1]}", f" {key[1:-1]}"
    [moment] = found
    by = patterns.match("before_name", key)
    if by and by.end <= moment.start:
        name, rest = text[by.end : moment.start], text[moment.end :]
    elif by := patterns.match("before_name", key, moment.end):
        name, rest = text[by.end :], text[: moment.start]
    elif len(text) <= _SHORTEST and moment.time and not text[: moment.start].strip():  # `14.05.2024 12:41 Polizei Leer`
        name, rest = text[moment.end :], ""
    elif len(text) <= _SHORTEST and (moment.time or _is_set_off(text[: moment.start], words)):
        name, rest = text[: moment.start], text[moment.end :]
        if _tells_of_day(name, rest, words):
            return False
    else:
        return False
    name = trim(names_only(without_small_words(name, words), words))
    # An account behind `By`, `p.hallam`; the address of the paper by itself.
    alone = len(name.split()) == 1 and (by is not None or _HOST.fullmatch(name) is not None)
    alone = alone or _is_town(name.rstrip(":"), text[: moment.start], words)
    somebody = alone or is_account(name, words) or (len(name.split()) >= 2 and is_name(name, words, unit=True))
    return somebody and not moments.residue(without_tools(rest, words), words)


def _is_town(name: str, before: str, words: Words) -> bool:
    """True for one word with a capital that a sign parts from the day: `Lima: 14/05/2024`, `Dakar, le 14 mai 2024`."""
    one = len(name.split()) == 1 and name[:1].isupper() and name[1:].islower()
    return one and _COMMA.search(before) is not None and without_small_words(before, words).rstrip(" ,:") == name


def _tells_of_day(before: str, behind: str, words: Words) -> bool:
    """True for what is done by a day, in words that begin like an office: `Báo cáo kết quả trước ngày 15/12/2024.`

    No sign parts it from the day, and it goes on in small letters or ends as sentences do.
    """
    name = without_small_words(before, words)
    between = before[len(name.rstrip(_PARTING)) :]
    if any(sign in between for sign in _PARTING.strip()) or not is_unit(name, words):
        return False
    return behind.strip() in (".", ";") or not any(word[:1].isupper() for word in name.split()[1:])


def _is_set_off(before: str, words: Words) -> bool:
    """True for what a comma, a colon or a weekday parts from the date behind it."""
    return before.rstrip().endswith((",", ":")) or without_small_words(before, words) != before


def _is_dated_facts(text: str, words: Words) -> bool:
    """True for one date with nothing beside it but facts, which no sign need part: labelled ones, buttons, a counter
    without a label behind the time, the place before it; in scripts without spaces an office too.

    `28/06/2024 15:32 Cỡ chữ A- A+`, `2024-03-12 来源: 新华社`, `2024.03.12 서울시청`, `Hà Giang, ngày 28/6/2024`.
    """
    found = moments.find_moments(text, words) if len(text) <= _LONGEST else []
    if len(found) != 1:
        return False
    [moment] = found
    if _is_place_before(text[: moment.start], words):
        text = " " * moment.start + text[moment.start :]
    before, behind = text[: moment.start], text[moment.end :]
    for rest in (before, behind):
        first, *labelled = facts_of(rest, words)
        office = trim(first.strip(" ()[]"))
        if words.unspaced and len(office) <= _FACT and is_unit(office, words):
            first = ""
        named = without_small_words(office, words)
        says_who = named != office and rest is before and is_unit(named, words)
        if is_account(named, words) or (says_who and not _tells_of_day(before, behind, words)):
            first = ""  # `Ministry of Ferries, published 4 June 2024`
        first = without_tools(_blanked(first, patterns_of(words).reading_anywhere), words)
        if (moment.time is not None or rest is behind) and _NUMBER.fullmatch(first):
            continue
        if moments.residue(first, words) or any(len(each) > 2 * _FACT for each in labelled):
            return False
    return True


def _is_place_before(text: str, words: Words) -> bool:
    """True for a place in front of a day: a known one, or any name that a comma and a word part from the day."""
    place = without_small_words(text, words)
    unknown = bool(words.byline.places) and text[len(place) :].startswith(",") and is_name(place, words)
    return unknown or is_place(place, words)


def facts_of(text: str, words: Words) -> list[str]:
    """A line taken apart before its labels, and where `|` stands; what is before the first one comes first."""
    if ":" not in text and "：" not in text:  # what every label ends with
        return [text.strip(" |")]
    starts = [0, *(match.start() for match in patterns_of(words).fact.finditer(fold(text)))]
    return [text[start:end].strip(" |") for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def without_tools(text: str, words: Words) -> str:
    """A line of facts without the buttons in it; the rest keeps its letters and their places."""
    return _blanked(text, patterns_of(words).tool)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """A text with spaces for all that a pattern for folded text finds in it."""
    for match in pattern.finditer(fold(text)):
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return text


def pair_beside_facts(text: str, words: Words) -> DatePair | None:
    """Both dates of a line that counts readers too, or says how long it takes to read.

    `17/04/2024 - Cập nhật: 18/04/2024 | Lượt xem: 25`, `Published 3 May 2024, updated 4 May · 5 min read`.
    """
    found = len(moments.find_moments(text, words))
    if found != 2 and not (found == 1 and date_labels(words).modified.search(fold(text))):
        return None
    patterns = patterns_of(words)
    for beside in (patterns.views, patterns.viewed, patterns.reading_anywhere):
        text = _blanked(text, beside)
    return date_pair(text, words) or _pair_among_parts(text, words)


def _pair_among_parts(text: str, words: Words) -> DatePair | None:
    """The same where parts of the line are short words: `Press release | Published 3 May 2024 | Updated 4 May 2024`."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    dated = [part for part in parts if _DIGIT.search(part)]
    others = [part for part in parts if part not in dated]
    if not others or len(others) > _OTHERS or max(map(len, others)) > _FACT:
        return None
    return date_pair(" | ".join(dated), words)


def _dated_by_next(parts: list[str], number: int, words: Words) -> bool:
    """True for `25.04.24` where `14:07 Uhr` is the next part: a short year counts beside a time."""
    near = parts[number : number + 2]
    if len(near) < 2 or not _DIGIT.search(near[0]):  # a weekday
        return False
    return max(map(len, near)) <= 20 and moments.date_only(" | ".join(near), words) is not None


def is_counter(key: str, patterns: Patterns) -> bool:
    """True for a folded text that is nothing but a counter."""
    match = patterns.views.fullmatch(key.strip(" ()[].,|")) or patterns.viewed.fullmatch(key.strip(" ()[].,|"))
    return bool(match)


def _rest_of_facts(text: str, words: Words, patterns: Patterns) -> str | None:
    """What is left of a part once its counter, label and byline are gone; None for a sentence."""
    key = fold(text)
    key = patterns.viewed.sub(" ", patterns.views.sub(" ", key))
    if _DIGIT.search(key):
        key = patterns.commented.sub(" ", key)
    if patterns.match("label", key):
        return ""
    found = moments.find_moments(text, words)
    if found:
        return None if moments.residue(key, words) else ""
    if _LOGIN.fullmatch(key.strip()):
        return key
    if (_DIGIT.search(key) and not _NUMBERED.fullmatch(key)) or key.rstrip().endswith((".", ",", ";")):
        return None
    return key
