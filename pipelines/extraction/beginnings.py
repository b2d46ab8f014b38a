"""Phrases that texts begin with, compared folded: those whose first word a text begins with, the longest first.

No patterns: one of all phrases of a list takes up to three milliseconds to make, and a page asks for a few of hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelines.extraction.folding import fold
from pipelines.extraction.words import ends_word

_SIGNS = re.compile(r"\W*")
_WORD = re.compile(r"(?:\d+\W*)?([^\W\d]*)")


class Opening(NamedTuple):
    """How a text begins: the phrase, folded, and where what follows it begins."""

    end: int
    phrase: str


def behind_signs(key: str, start: int = 0) -> int:
    """Where the first letter or digit stands from there on; the end of the text where none does."""
    found = _SIGNS.match(key, start)
    return found.end() if found else start


def first_word(key: str, start: int, unspaced: bool) -> str:
    """The word there, without a number before it; of a script without spaces its first letter."""
    found = _WORD.match(key, start)
    word = found[1] if found else ""
    return word[:1] if unspaced else word


class Beginnings:
    """One list of phrases of a language. `unspaced`: its script sets no spaces."""

    def __init__(self, phrases: Iterable[str], unspaced: bool = False) -> None:
        self._unspaced = unspaced
        self.by_word: dict[str, list[str]] = {}
        self.signed: list[str] = []  # those that begin with a sign: `▲`, `※ 제보`
        folded = set(map(fold, phrases))
        if unspaced:
            folded |= {"".join(phrase.split()) for phrase in folded}
        for phrase in sorted(folded, key=len, reverse=True):
            if phrase[0].isalnum():
                self.by_word.setdefault(first_word(phrase, 0, unspaced), []).append(phrase)
            else:
                self.signed.append(phrase)

    def at(self, key: str, start: int = 0) -> Iterator[Opening]:
        """The phrases that stand right there in a folded text."""
        for phrase in self.by_word.get(first_word(key, start, self._unspaced), ()):
            if key.startswith(phrase, start):
                yield Opening(start + len(phrase), phrase)

    def starts(self, key: str, start: int = 0) -> Iterator[Opening]:
        """The phrases that stand there or behind signs."""
        signs = behind_signs(key, start)
        yield from self.at(key, signs)
        for phrase in self.signed if signs > start else ():
            if (found := key.find(phrase, start, signs + len(phrase))) >= 0:
                yield Opening(found + len(phrase), phrase)

    def whole_at(self, key: str, start: int = 0) -> Opening | None:
        """The first of those right there that is whole words."""
        return _first_whole(self.at(key, start), key)

    def whole(self, key: str, start: int = 0) -> Opening | None:
        """The first of those there or behind signs that is whole words."""
        return _first_whole(self.starts(key, start), key)

    def is_all(self, key: str) -> bool:
        """True for a text that says nothing else; a colon may stand behind it."""
        return any(opening.end == len(key.rstrip(" :：")) for opening in self.starts(key))

    def knows_word(self, key: str) -> bool:
        """True for a text whose first word is that of a phrase."""
        return first_word(key, behind_signs(key), self._unspaced) in self.by_word


def _first_whole(openings: Iterable[Opening], key: str) -> Opening | None:
    return next((opening for opening in openings if ends_word(opening.phrase, key, opening.end)), None)
