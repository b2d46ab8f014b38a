"""Phrases as patterns for folded text, as far as words have borders in the script they are written in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from pipelines.extraction.wording.folding import fold


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern for folded text that matches any of `phrases`, the longest first; white space in it is free."""
    return _alternatives(tuple(phrases))


@functools.lru_cache(maxsize=2048)
def _alternatives(phrases: tuple[str, ...]) -> str:
    ordered = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    if not ordered:
        return r"(?!)"  # matches nothing
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s*") for phrase in ordered) + ")"


# Scripts whose words have no border: what stands beside a letter may be another word.
_BORDERLESS = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff]")
_SYLLABLE = re.compile("[\uac00-\ud7a3]")  # Korean: numbers touch words (`12일오후`), words do not touch words


def whole(phrases: Iterable[str]) -> str:
    """The same as whole words: no letter or digit on either side, as far as the script sets words apart."""
    return _whole(tuple(phrases), True, True)


def ended(phrases: Iterable[str]) -> str:
    """The same, as far as they end: what is before is for the caller to say."""
    return _whole(tuple(phrases), False, True)


def begun(phrases: Iterable[str]) -> str:
    """The same, as far as they begin: what is behind is for the caller to say."""
    return _whole(tuple(phrases), True, False)


@functools.lru_cache(maxsize=1024)
def _whole(phrases: tuple[str, ...], begins: bool, ends: bool) -> str:
    groups: dict[tuple[str, str], list[str]] = {}
    for phrase in phrases:
        before = _border(phrase[:1], "(?<!{})") if begins else ""
        after = _border(phrase[-1:], "(?!{})") if ends else ""
        groups.setdefault((before, after), []).append(phrase)
    each = [f"{before}{alternatives(group)}{after}" for (before, after), group in groups.items()]
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})" if each else "(?!)"


def _border(letter: str, form: str) -> str:
    if _BORDERLESS.match(letter):
        return ""
    return form.format("[\uac00-\ud7a3]" if _SYLLABLE.match(letter) else r"\w")


def begins_word(phrase: str, text: str, start: int) -> bool:
    """Whether the phrase, which begins there in a text, begins a word too: what `begun` asks in a pattern."""
    return not start or _is_border(phrase[0], text[start - 1])


def ends_word(phrase: str, text: str, end: int) -> bool:
    """Whether the phrase, which ends there in a text, ends a word too: what `ended` asks in a pattern."""
    return end >= len(text) or _is_border(phrase[-1], text[end])


def _is_border(letter: str, beside: str) -> bool:
    """Whether a word may end between a letter and what stands beside it."""
    if _BORDERLESS.match(letter):
        return True
    if _SYLLABLE.match(letter):
        return _SYLLABLE.match(beside) is None
    return not (beside.isalnum() or beside == "_")
