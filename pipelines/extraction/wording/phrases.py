"""Phrases looked for in texts, compared folded: those whose first word stands there are tried, the longest first.

No patterns: one of all phrases of a list takes up to three milliseconds to make, one of all languages' a tenth of a
second, and a page asks for a few of hundreds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.word_patterns import begins_word, ends_word
from pipelines.extraction.wording.words import all_verdicts

# Scripts that set no spaces, or to which what follows a word is joined: each letter is looked up by itself.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_LETTER = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(rf"\d+|[{_UNSPACED}]|[^\W\d{_UNSPACED}]+")
_JOINT = re.compile(r"(?<=\w)\s*([,/&+–-])\s*(?=\w)")
_SIGNS = re.compile(r"\W*")
_NUMBER = re.compile(r"\d+\W*")


class Occurrence(NamedTuple):
    """Where a phrase stands in a text."""

    start: int
    end: int
    phrase: str  # folded


def behind_signs(key: str, start: int = 0) -> int:
    """Where the first letter or digit stands from there on; the end of the text where none does."""
    return start if key[start : start + 1].isalnum() else _end(_SIGNS, key, start)


def behind_number(key: str, start: int = 0) -> int:
    """The same behind a number that stands there."""
    return _end(_NUMBER, key, start)


def first_word(key: str, start: int = 0) -> str:
    """The word or number that stands right there; of a script without spaces its first letter."""
    found = _WORD.match(key, start)
    return found[0] if found else ""


class Phrases:
    """A list of phrases."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_word: dict[str, list[str]] = {}
        self.signed: list[str] = []  # those that begin with a sign: `▲`, `※ 제보`
        folded = {form for phrase in phrases for form in _forms(fold(phrase))}
        folded |= {"".join(phrase.split()) for phrase in folded if not phrase.isascii() and _LETTER.search(phrase)}
        for phrase in sorted(folded, key=len, reverse=True):
            if word := first_word(phrase):
                self.by_word.setdefault(word, []).append(phrase)
            else:
                self.signed.append(phrase)

    def __contains__(self, key: str) -> bool:
        return key in self.by_word.get(first_word(key), ()) or key in self.signed

    def at(self, key: str, start: int = 0) -> Iterator[Occurrence]:
        """Those that stand right there in a folded text."""
        for phrase in self.by_word.get(first_word(key, start), ()):
            if key.startswith(phrase, start):
                yield Occurrence(start, start + len(phrase), phrase)

    def starts(self, key: str, start: int = 0) -> Iterator[Occurrence]:
        """Those that stand there or behind signs."""
        signs = behind_signs(key, start)
        yield from self.at(key, signs)
        for phrase in self.signed if signs > start else ():
            if (found := key.find(phrase, start, signs + len(phrase))) >= 0:
                yield Occurrence(found, found + len(phrase), phrase)

    def whole_at(self, key: str, start: int = 0) -> Occurrence | None:
        """The first of those right there that ends a word."""
        return _first_whole(self.at(key, start), key)

    def whole(self, key: str, start: int = 0) -> Occurrence | None:
        """The first of those there or behind signs that ends a word."""
        return _first_whole(self.starts(key, start), key)

    def is_all(self, key: str) -> bool:
        """True for a text that says nothing else; a colon may stand behind it."""
        return any(found.end == len(key.rstrip(" :：")) for found in self.starts(key))

    def search(self, key: str, start: int = 0) -> Occurrence | None:
        """The first place from there on where one stands as whole words."""
        return next(self._anywhere(key, start), None)

    def blanked(self, key: str) -> str:
        """A text with spaces for all that stand in it as whole words."""
        blanks = key
        for start, end, phrase in self._anywhere(key, 0):
            if blanks.startswith(phrase, start):  # and is in none that was blanked before
                blanks = blanks[:start] + " " * len(phrase) + blanks[end:]
        return blanks

    def _anywhere(self, key: str, start: int) -> Iterator[Occurrence]:
        """Those that stand as whole words, from left to right; then those that begin with a sign."""
        by_word = self.by_word
        for word in _WORD.finditer(key, start):
            for phrase in by_word.get(word[0], ()):
                if key.startswith(phrase, word.start()) and _is_whole(phrase, key, word.start()):
                    yield Occurrence(word.start(), word.start() + len(phrase), phrase)
                    break
        for phrase in self.signed:
            found = key.find(phrase, start)
            while found >= 0:
                if _is_whole(phrase, key, found):
                    yield Occurrence(found, found + len(phrase), phrase)
                found = key.find(phrase, found + len(phrase))


def _forms(phrase: str) -> set[str]:
    """A phrase with and without spaces around the signs in it: `Tin, ảnh`, `Tin,ảnh`, `Tin - ảnh`."""
    if not _JOINT.search(phrase):
        return {phrase}
    return {phrase, *(_JOINT.sub(form, phrase) for form in (r"\1", r"\1 ", r" \1", r" \1 "))}


def _is_whole(phrase: str, key: str, start: int) -> bool:
    return begins_word(phrase, key, start) and ends_word(phrase, key, start + len(phrase))


def _end(pattern: re.Pattern[str], key: str, start: int) -> int:
    found = pattern.match(key, start)
    return found.end() if found else start


def _first_whole(occurrences: Iterable[Occurrence], key: str) -> Occurrence | None:
    return next((found for found in occurrences if ends_word(found.phrase, key, found.end)), None)


@functools.lru_cache(maxsize=16)
def said_by_servers(*kinds: str) -> Phrases:
    """What servers say in any language, by the kinds of `VerdictWords`: `said_by_servers("login", "blocked")`."""
    words = all_verdicts()
    return Phrases(phrase for kind in kinds for phrase in getattr(words, kind))
