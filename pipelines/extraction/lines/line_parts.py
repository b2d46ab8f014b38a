"""What stands in one line of the markup and is several lines to a reader: a date beside the title, a signature."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.lines.blocks import Piece
from pipelines.extraction.lines.cue_patterns import Patterns, patterns_of
from pipelines.extraction.lines.date_pairs import date_labels, date_pair
from pipelines.extraction.lines.document import Splitter
from pipelines.extraction.lines.fact_lines import is_counter
from pipelines.extraction.wording import moments, names
from pipelines.extraction.wording.folding import fold, tidy
from pipelines.extraction.wording.words import Words

_SIGNATURE, _SENTENCE = 120, 60  # letters that a signature has at most, and the text before it at least
_FACTS = 60  # letters of what stands before a line in an element of its own
_AGE = 40  # letters of `Updated 3 hours ago`
_ENDS = (".", "!", "?", "…", "”", '"')
_RIGHT = re.compile(r"(?:float|text-align)\s*:\s*right", re.IGNORECASE)
_STOPS, _GOES_ON = (".", ",", ";"), (",", ";", ".", "/")  # what a date in a sentence ends with, and what follows one
_HEADING = 40  # letters of a list's heading, and of the button beside it
_HEADLINE = 250  # letters; a longer line is a paragraph
_FACT = re.compile(r"[\d:：]")  # what every date, counter and label has


@functools.lru_cache(maxsize=64)
def splitter(words: Words) -> Splitter:
    """A function that parts a line where one inline element at its edge is a line of its own: a date in a span beside
    the title, a counter, a labelled byline, a bold signature after the last sentence.
    """
    return _LineParts(words).split


class _LineParts:
    """What parts the lines of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._patterns = patterns_of(words)
        self._before_date = tuple(f" {fold(word)}" for word in (*words.dates.day, *words.dates.filler))

    def split(self, pieces: list[Piece]) -> list[list[Piece]]:
        """The pieces of a line as those of the lines it is to a reader."""
        if pieces[-1].link and not pieces[0].link and (border := _heading_ends(pieces, self._patterns)):
            return [pieces[:border], pieces[border:]]
        if not _may_part(pieces):
            return [pieces]
        signed = _signed_at(pieces, self._words)
        if signed:
            return [*self.split(pieces[:signed]), pieces[signed:]]
        groups = _groups(pieces)
        if len(groups) < 2:
            return [pieces]
        first, last = self._middle(groups)
        if last - first == len(groups):
            return [pieces]
        return [*groups[:first], [piece for group in groups[first:last] for piece in group], *groups[last:]]

    def _middle(self, groups: list[list[Piece]]) -> tuple[int, int]:
        """(first, end) of the groups between those at the edges that are lines of their own; at least one."""
        first, last = 0, len(groups)
        while first < last - 1 and (
            (self._stands_apart(groups[first], _FACTS) and not _opens_sentence(groups, first, last))
            or _is_time_beside(groups[first], groups[:first], self._words)
        ):
            first += 1
        while last - 1 > first and (
            (self._stands_apart(groups[last - 1], _SIGNATURE) and not self._ends_sentence(groups, last - 1))
            or _is_time_beside(groups[last - 1], groups[last:], self._words)
        ):
            last -= 1
        return first, last

    def _stands_apart(self, group: list[Piece], longest: int) -> bool:
        """True for nothing but white space, and for a short inline element that is a line of its own."""
        own = _own(group)
        if not own and group[0].text.lstrip()[:1].isalnum():
            return False  # like most; to make a line of a paragraph costs more
        text = _text(group)
        return not text or (own and len(text) <= longest and self._is_fact(text))

    def _is_fact(self, text: str) -> bool:
        """True for a date, a counter, or a labelled byline."""
        if not _FACT.search(text):
            return False
        key, patterns = fold(text), self._patterns
        if moments.date_only(text, self._words) or date_pair(text, self._words) or is_counter(key, patterns):
            return True
        if len(text) <= _AGE and date_labels(self._words).modified.whole(key) and patterns.is_reading(key):
            return True  # with its label; without one it is what a `<time>` shows
        if patterns.posted and patterns.posted.match(key):
            return True
        return bool(len(text) <= _SIGNATURE and patterns.match("label", key) and not key.rstrip().endswith(":"))

    def _ends_sentence(self, groups: list[list[Piece]], position: int) -> bool:
        """True for a date at the end of a sentence: `… trước ngày <span>30/6/2022.</span>`"""
        text = _text(groups[position])
        stops = text.endswith(_STOPS) and text[-2:-1].isdigit()  # `11:08 a.m.` does not
        if not stops and not text[-1:].isdigit():
            return False
        said = _text([piece for group in groups[:position] for piece in group])
        if len(said) <= _SENTENCE:
            return bool(said) and stops and not text.endswith(",")
        paragraph = len(said) > _HEADLINE and not said.endswith(_ENDS)
        return stops or paragraph or fold(said[-_SIGNATURE:]).endswith(self._before_date)


def _may_part(pieces: list[Piece]) -> bool:
    """False where a look is enough: nothing is bold, in italics or at the right edge, and no date, counter or label."""
    for piece in pieces:
        if piece.bold or piece.italic or _FACT.search(piece.text):
            return True
    return _floats(pieces[-1])


def _heading_ends(pieces: list[Piece], patterns: Patterns) -> int:
    """The piece at which the link to all of a list begins, beside the list's heading: `Tin liên quan`, `Xem tất cả`."""
    border = next(number for number, piece in enumerate(pieces) if piece.link)
    head, button = _text(pieces[:border]), _text(pieces[border:])
    if len(head) > _HEADING or len(button) > _HEADING or not patterns.match("tools", fold(button)):
        return 0
    return border if patterns.match("related", fold(head)) else 0


def _signed_at(pieces: list[Piece], words: Words) -> int:
    """The first piece of a signature behind the last sentence: in bold or italics, or set to the right; 0 for none."""
    start = len(pieces)
    while start and (
        pieces[start - 1].bold
        or pieces[start - 1].italic
        or not pieces[start - 1].text.strip()
        or _floats(pieces[start - 1])
    ):
        start -= 1
    signature = _text(pieces[start:]) if start else ""
    if not signature or len(signature) > _SIGNATURE or not _text(pieces[:start]).endswith(_ENDS):
        return 0
    if len(_text(pieces[:start])) <= _SENTENCE:
        return 0
    return start if names.is_name(signature, words, unit=_floats(pieces[start])) else 0


def _floats(piece: Piece) -> bool:
    """True for text that stands at the right edge by its own element's style."""
    style = piece.element.get("style")
    return style is not None and "right" in style and _RIGHT.search(style) is not None


def _text(group: list[Piece]) -> str:
    return tidy("".join(piece.text for piece in group))


def _is_time_beside(group: list[Piece], taken: list[list[Piece]], words: Words) -> bool:
    """True for the time in an element beside that of the date, which is parted already."""
    if not (taken and _own(group) and any(map(_text, taken))):
        return False
    return moments.time_only(_text(group), words) is not None


def _opens_sentence(groups: list[list[Piece]], first: int, last: int) -> bool:
    """True for a date that a sentence goes on behind, as word processors put parts of sentences into elements."""
    following = _text([piece for group in groups[first + 1 : last] for piece in group])
    goes_on = len(following) > _SENTENCE and (following[:1].islower() or following.startswith(_GOES_ON))
    return goes_on and bool(_text(groups[first]))


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
