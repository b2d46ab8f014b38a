"""What a person typed, understood. Whatever it is, it is a query: nothing here raises."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from archive.search.folding import TOKEN, exact, folded, indexable, is_marked

# More words than anyone searches for. What a pasted text has beyond them is left out, so that it is answered in time.
MAX_WORDS: Final = 100

_TYPED = re.compile(r'(?P<minus>(?<!\S)-+)?["“”„](?P<phrase>[^"“”„]*)["“”„](?P<star>\*?)|(?P<word>[^\s"“”„]+)|["“”„]')


class Term(msgspec.Struct, frozen=True):
    """Words that follow each other, in the form searched for; of the last only the beginning where `prefix` is set."""

    words: tuple[str, ...]
    prefix: bool = False

    def __str__(self) -> str:
        """The term in the query language of FTS5, in which nothing between quotes has a meaning."""
        return f'"{" ".join(self.words)}"{" *" if self.prefix else ""}'


class Query(msgspec.Struct, frozen=True):
    """Every group must be met by at least one of its terms, and none of `excluded` may be.

    `exact`: a word was typed with its marks, so the words are matched as written. Otherwise marks do not count.
    """

    groups: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...]
    exact: bool

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that may be found."""
        return tuple(term for group in self.groups for term in group)

    def normalise(self, text: str) -> str:
        """A text in the form in which this query's words are: one character for each of its NFC form."""
        return exact(text) if self.exact else folded(text)

    def match_expression(self) -> str | None:
        """The query in the query language of FTS5; None where there is nothing to search for."""
        if not self.groups:
            return None
        columns = "{title body}" if self.exact else "{title_folded body_folded}"
        wanted = " AND ".join(f"({' OR '.join(map(str, group))})" for group in self.groups)
        unwanted = f" NOT ({' OR '.join(map(str, self.excluded))})" if self.excluded else ""
        return f"{columns} : (({wanted}){unwanted})"


def parse_query(text: str) -> Query:
    """Words, `"phrases in quotes"`, `-excluded`, `this OR that`, `begin*`; all else separates words.

    A word is matched as a phrase where punctuation parts it (`47-QĐ/TW`). OR, in capitals, joins the terms beside it;
    with none beside it, it is a word. A quote that is never closed means nothing.
    """
    typed = [(minus, raw, starred) for minus, raw, starred in _typed(text) if TOKEN.search(raw)]
    marked = any(is_marked(raw) for _, raw, _ in typed)
    normalise = exact if marked else folded
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    room = MAX_WORDS
    joined = False
    for position, (minus, raw, starred) in enumerate(typed):
        if raw == "OR" and not minus and 0 < position < len(typed) - 1 and groups and not joined:
            joined = not typed[position - 1][0] and not typed[position + 1][0]
            if joined:
                continue
        words = tuple(TOKEN.findall(indexable(normalise(raw))))[:room]
        if not words:
            break
        room -= len(words)
        term = Term(words, starred)
        if minus:
            excluded.append(term)
        elif joined:
            groups[-1].append(term)
        elif [term] not in groups:
            groups.append([term])
        joined = False
    return Query(tuple(tuple(group) for group in groups), tuple(excluded), marked)


def _typed(text: str) -> list[tuple[bool, str, bool]]:
    """What stands between spaces or quotes: whether it is excluded, the text, whether it is a beginning."""
    # A lone surrogate can be typed (as a file name's byte) but is no character, and SQLite takes none.
    text = text.encode("utf-8", "replace").decode("utf-8")
    found = []
    for part in _TYPED.finditer(text):
        if part["phrase"] is not None:
            found.append((part["minus"] is not None, part["phrase"], part["star"] == "*"))
        elif part["word"] is not None:
            word = part["word"]
            starts_here = part.start() == 0 or text[part.start() - 1].isspace()
            found.append((starts_here and word.startswith("-"), word, word.endswith("*")))
    return found
