"""Authors that a class name, an icon or the platform's selector points at."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.bylines.claims import is_own
from pipelines.extraction.lines.blocks import Block, Piece
from pipelines.extraction.lines.byline_wording import first_name, names_only, side_by_side, unlabelled, without_mail
from pipelines.extraction.lines.looks import INLINE
from pipelines.extraction.markup.parsing import Element
from pipelines.extraction.page import Found, Page
from pipelines.extraction.wording.names import is_account, is_name, is_placeholder, trim
from pipelines.extraction.wording.words import Words

ACCOUNT = "account"  # the rule for an account that the platform prints in the author's place
_MARKED, _OWN, _ACCOUNT = 7.0, 1.5, 0.5
_LONGEST, _LONGEST_NAME = 120, 60  # characters of a line, and of one beside an icon
_NO_AUTHOR = frozenset({"counter", "tools", "tags", "related", "comments", "other-list", "caption"})
_SEVERAL = 2  # names, at least
_AROUND = 3  # elements, of which the innermost is the line's own
_NO_NAME = re.compile(r"locat|place|city|date|time|role|title|job|desk|avatar|image|photo|bio")
_ICON = re.compile(r"(?:^|[\s_-])(?:user|users|person|pencil|pen|author|edit)(?:$|[\s_-])")
_CLASS = re.compile(
    r"\bby\b|aut(?:h?or|eur)|signature|\bfirma\b|contributors?\b|\breporters?\b(?!-)|tac-?_?gia|byline|but-?danh|writer|nguoi-?viet"
    r"|muhabir|yazar|penulis|wartawan"
)


def marked(page: Page, block: Block, *, above_text: bool) -> list[tuple[float, Found[str]]]:
    """(belief, author) of a line that is marked as one. An icon counts above the text only."""
    if len(block.text) > _LONGEST or page.prose[block.index] or block.cue in _NO_AUTHOR:
        return []
    hinted = page.hinted("author", block)
    called = _names_author(block.labels)
    if not (hinted or called or (above_text and (_has_icon(block) or _is_in_byline(page, block)))):
        return []
    words = page.words
    value = _in_own_elements(block, words) if called and len(block.pieces) > 1 else ""
    value = (
        value
        or side_by_side(block, words)
        or _each_in_element(page, block)
        or trim(unlabelled(without_mail(block), words))
    )
    if not is_name(value, words, unit=True):
        value = first_name(names_only(value, words), words)
    found = []
    if hinted and is_account(value, words):  # as printed, where nobody signs: it is no person
        found.append((_ACCOUNT, Found(value, ACCOUNT, block.text)))
    if value and "|" not in value and not is_placeholder(value, words) and is_name(value, words, unit=True):
        belief = _OWN if is_own(page, value) else _MARKED
        found.append((belief, Found(value, "platform" if hinted else "class", block.text)))
    return found


def _in_own_elements(block: Block, words: Words) -> str:
    """The names of a line that has each in an element called an author's, beside a paper, a day, a place."""
    own = [piece for piece in block.pieces if piece.element is not block.element and _is_authors(piece)]
    names = dict.fromkeys(trim(unlabelled(piece.text, words)) for piece in own)
    return ", ".join(name for name in names if len(name.split()) > 1 and is_name(name, words))


def _each_in_element(page: Page, block: Block) -> str:
    """The names of a line that has each in an element of its own, with nothing but space between them."""
    if len(block.pieces) < _SEVERAL:
        return ""
    texts = [trim(piece.text) for piece in block.pieces if not piece.text.isspace()]
    own = [piece for piece in block.pieces if piece.element is not block.element]
    if len(texts) != len(own) or len(own) < _SEVERAL:
        return ""
    if not all(len(text.split()) > 1 and is_name(text, page.words) for text in texts):
        return ""
    return ", ".join(text for text in texts if not is_own(page, text))


def _is_authors(piece: Piece) -> bool:
    """True for text in an inline element, or right in one, whose class names an author and not a place or a day."""
    parent = piece.element.getparent()
    above = (parent.get("class") or "") if parent is not None and parent.tag in INLINE else ""
    return any(_names_author(names) and not _NO_NAME.search(names) for names in (_class(piece.element), above.lower()))


def _class(element: Element) -> str:
    return (element.get("class") or "").lower()


def _is_in_byline(page: Page, block: Block) -> bool:
    """True for a short line without names of its own in an element called an author's or a byline, with few lines."""
    if len(block.text) > _LONGEST_NAME or block.cue or block.heading or len(block.path) < _AROUND:
        return False
    around = block.path[-_AROUND:-1]
    return any(_names_author(_class(page.document.containers[number])) for number in around)


def _has_icon(block: Block) -> bool:
    """True for a short line beside the drawing of a person or a pen, as templates of all countries have it."""
    if len(block.text) > _LONGEST_NAME or block.cue or not len(block.element):
        return False
    return any(_ICON.search(icon.get("class") or "") for icon in block.element.iter("i", "span", "svg"))


@functools.lru_cache(maxsize=4096)
def _names_author(labels: str) -> bool:
    """Kept, because the paragraphs of a page have the same labels."""
    return _CLASS.search(labels) is not None
