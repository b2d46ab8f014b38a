"""What stands in one line of the markup and is several lines to a reader: a date beside the title, a signature."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.extraction import moments, names
from pipelines.extraction.blocks import Piece
from pipelines.extraction.cue_patterns import patterns_of
from pipelines.extraction.date_pairs import date_labels, date_pair
from pipelines.extraction.document import Splitter
from pipelines.extraction.fact_lines import is_counter
from pipelines.extraction.folding import fold, tidy
from pipelines.extraction.words import Words

_SIGNATURE, _SENTENCE = 120, 60  # letters that a signature has at most, and the text before it at least
_AGE = 40  # letters of `Updated 3 hours ago`
_ENDS = (".", "!", "?", "…", "”", '"')
_FACT = re.compile(r"[\d:：]")  # what every date, counter and label has


def splitter(words: Words) -> Splitter:
    """A function that parts a line where one inline element at its edge is a line of its own: a date in a span beside
    the title, a counter, a labelled byline, a bold signature after the last sentence.
    """
    patterns, labels = patterns_of(words), date_labels(words)

    def apart(text: str) -> bool:
        if not _FACT.search(text):
            return False
        key = fold(text)
        if moments.date_only(text, words) or date_pair(text, words) or is_counter(key, patterns):
            return True
        if len(text) <= _AGE and labels.begins_modified.match(key) and patterns.reading.fullmatch(key):
            return True  # with its label; without one it is what a `<time>` shows
        return bool(len(text) <= 120 and patterns.label.match(key) and not key.rstrip().endswith(":"))

    def split(pieces: list[Piece]) -> list[list[Piece]]:
        if not any(piece.bold or piece.italic or _FACT.search(piece.text) for piece in pieces):
            return [pieces]
        signed = _signed_at(pieces, words)
        if signed:
            return [*split(pieces[:signed]), pieces[signed:]]
        groups = _groups(pieces)
        if len(groups) < 2:
            return [pieces]
        first, last = 0, len(groups)
        head: list[list[Piece]] = []
        tail: list[list[Piece]] = []
        while first < last - 1 and _stands_apart(groups[first], 60, apart):
            head.append(groups[first])
            first += 1
        while last - 1 > first and _stands_apart(groups[last - 1], 120, apart):
            tail.insert(0, groups[last - 1])
            last -= 1
        if not head and not tail:
            return [pieces]
        return [*head, [piece for group in groups[first:last] for piece in group], *tail]

    return split


def _signed_at(pieces: list[Piece], words: Words) -> int:
    """The first piece of a signature in bold or italics behind the last sentence; 0 where there is none."""
    start = len(pieces)
    while start and (pieces[start - 1].bold or pieces[start - 1].italic or not pieces[start - 1].text.strip()):
        start -= 1
    signature = _text(pieces[start:]) if start else ""
    if not signature or len(signature) > _SIGNATURE or not _text(pieces[:start]).endswith(_ENDS):
        return 0
    return start if len(_text(pieces[:start])) > _SENTENCE and names.is_name(signature, words) else 0


def _text(group: list[Piece]) -> str:
    return tidy("".join(piece.text for piece in group))


def _stands_apart(group: list[Piece], longest: int, apart: Callable[[str], bool]) -> bool:
    """True for nothing but white space, and for a short inline element that is a line of its own."""
    own = _own(group)
    if not own and group[0].text.lstrip()[:1].isalnum():
        return False  # like most; to make a line of a paragraph costs more
    text = _text(group)
    return not text or (own and len(text) <= longest and apart(text))


def _own(group: list[Piece]) -> bool:
    """True for text of an inline element: text of the block itself belongs to its neighbours. Bold is emphasis."""
    return group[0].element.tag in ("span", "a", "time", "small", "label", "i", "em", "font", "abbr", "strong", "b")


def _groups(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by the inline element they stand in; an inner element (an icon, a bold word) stays with its outer one."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and (piece.element is groups[-1][0].element or _within(piece, groups[-1][0])):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _within(piece: Piece, first: Piece) -> bool:
    parent = piece.element.getparent()
    for _ in range(4):
        if parent is None:
            return False
        if parent is first.element:
            return _own([first])
        parent = parent.getparent()
    return False
