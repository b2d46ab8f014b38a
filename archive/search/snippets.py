"""The few words of an article that show why it was found. The index keeps no text, so they are found again here."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from archive.search.folding import PLACEHOLDER, TOKEN, nfc
from archive.search.query import Query, Term

SNIPPET_WORDS: Final = 30

# White space, and what would steer a terminal or turn the direction of a line, is one space in a snippet.
_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class Piece(msgspec.Struct, frozen=True):
    """A piece of a snippet: plain text (escape it for HTML), and whether it is what was searched for."""

    text: str
    match: bool


def make_snippet(text: str, query: Query, words: int = SNIPPET_WORDS) -> tuple[Piece, ...]:
    """About `words` words of `text` (in NFC) around the most different matches; its beginning where there are none."""
    text = nfc(text)
    tokens = list(TOKEN.finditer(query.normalise(text)))
    matches = _matches([token[0].replace(PLACEHOLDER, "") for token in tokens], query.terms)
    first = _best_window(matches, words)
    last = min(first + words, len(tokens))
    if first >= last:
        return ()
    begin = tokens[first].start() if first else 0
    end = tokens[last - 1].end() if last < len(tokens) else len(text)
    pieces = [("… ", False)] if begin else []
    at = begin
    for start, stop, _ in _merged(matches):
        if first <= start and stop <= last:
            pieces += [(text[at : tokens[start].start()], False)]
            at = tokens[stop - 1].end()
            pieces += [(text[tokens[start].start() : at], True)]
    pieces.append((text[at:end], False))
    if end < len(text):
        pieces.append((" …", False))
    return _clean(pieces)


_Match = tuple[int, int, int]  # first token, token after the last, which term


def _matches(tokens: list[str], terms: tuple[Term, ...]) -> list[_Match]:
    """Where terms stand among tokens, in order."""
    by_first: dict[str, list[tuple[int, Term]]] = {}
    prefixes: list[tuple[int, Term]] = []
    for number, term in enumerate(terms):
        if term.prefix and len(term.words) == 1:
            prefixes.append((number, term))
        else:
            by_first.setdefault(term.words[0], []).append((number, term))
    found = []
    for start, token in enumerate(tokens):
        for number, term in [*by_first.get(token, ()), *prefixes]:
            if _stands_at(tokens, start, term):
                found.append((start, start + len(term.words), number))
    return found


def _stands_at(tokens: list[str], start: int, term: Term) -> bool:
    stop = start + len(term.words)
    if stop > len(tokens):
        return False
    *whole, last = term.words
    if tokens[start : stop - 1] != whole:
        return False
    return tokens[stop - 1].startswith(last) if term.prefix else tokens[stop - 1] == last


def _best_window(matches: list[_Match], words: int) -> int:
    """The first token of the window with the most different terms, then the most matches, then the earliest.

    What is found stands in its middle.
    """
    best = (0, 0)
    span = (0, 0)
    right = 0
    for left, (start, _, _) in enumerate(matches):
        right = max(right, left)
        while right < len(matches) and matches[right][1] <= start + words:
            right += 1
        inside = matches[left:right]
        score = (len({number for _, _, number in inside}), len(inside))
        if score > best:
            best, span = score, (start, max(stop for _, stop, _ in inside))
    spare = words - (span[1] - span[0])
    return max(0, span[0] - spare // 2) if best[1] else 0


def _merged(matches: list[_Match]) -> list[_Match]:
    """Matches that overlap, as one."""
    merged: list[_Match] = []
    for start, stop, number in matches:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]), number)
        else:
            merged.append((start, stop, number))
    return merged


def _clean(pieces: list[tuple[str, bool]]) -> tuple[Piece, ...]:
    cleaned = [Piece(_BLANK.sub(" ", text), match) for text, match in pieces]
    return tuple(piece for piece in cleaned if piece.text)
