"""The forms of a text that are indexed, made word by word: texts repeat their words, and to look one up costs little.

The same as `indexable(exact(text))` and `indexable(folded(text))`, several times faster.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from archive.search.folding import exact, folded, indexable, nfc

_LONGEST_WORD = 40  # characters; what is longer is no word, and does not come again
_MOST_WORDS = 50_000  # that are kept, a few megabytes of them


class WordForms(dict[str, str]):
    """One form of each word met so far."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, word: str) -> str:
        made = indexable(self._form(word))
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = made
        return made

    def of(self, text: str) -> str:
        """The form of a whole text."""
        return self.of_words(words_of(text))

    def of_words(self, words: list[str]) -> str:
        """The form of a text of these words, as `words_of` gives them."""
        return " ".join(map(self.__getitem__, words))


def words_of(text: str) -> list[str]:
    """What a text is looked up by: once it is composed, no rule looks beyond a space."""
    return nfc(text).split(" ")


EXACT: Final = WordForms(exact)
FOLDED: Final = WordForms(folded)
