"""What a page consists of once it is read: lines of visible text, pictures, and where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.extraction.lines.looks import HEADINGS
from pipelines.extraction.markup.parsing import Element
from pipelines.extraction.wording.folding import fold, squeeze_folded, tidy

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar)(?:$|[?#])", re.IGNORECASE)


@dataclass(slots=True)
class Link:
    """A link with visible text. `href` as the page writes it."""

    href: str
    text: str

    @property
    def is_file(self) -> bool:
        """True where it leads to a document or an archive, not to a page."""
        return _FILE.search(self.href) is not None


@dataclass(slots=True, eq=False)
class Piece:
    """A run of text with one look inside a block. `element` is the inline element it stands in, or the block's own."""

    text: str
    bold: bool
    italic: bool
    link: int  # number of the `a` it stands in, in Document.hrefs; 0 outside
    element: Element


@dataclass(slots=True, eq=False)
class Block:
    """A line of visible text: what stands between two block borders or `<br>`s. Positions are document order.

    What only some lines are asked for is worked out when it is asked for: half of a page's lines are those of menus.
    """

    index: int
    text: str
    element: Element  # the block-level element it stands in
    path: tuple[int, ...]  # numbers of all block-level elements around it, outermost first
    tag: str  # h1 … h6 inside a heading, else the element's tag
    chrome: str  # nav, footer, aside or header (of the page, not of an article), or ""
    align: str  # right, center or ""
    gap: int  # `<br>`s before it in the same element: 0 first line, 1 next line, 2 next paragraph
    pictures: int  # images between the block before and this one
    pieces: list[Piece]
    hrefs: list[str]  # of all links of the page, by the numbers in the pieces
    row: int  # number of the table row, 0 outside tables
    caption: bool  # in figcaption or caption
    item: bool  # in a list item
    bold: float = 0.0  # shares of the text, 0 to 1
    italic: float = 0.0
    linked: float = 0.0
    cue: str = ""  # set by cues.py
    _key: str | None = None
    _squeezed: str | None = None
    _labels: str | None = None
    _links: list[Link] | None = None

    @property
    def key(self) -> str:
        """The text, folded."""
        if self._key is None:
            self._key = fold(self.text)
        return self._key

    @property
    def heading(self) -> bool:
        """True inside h1 … h6."""
        return self.tag in HEADINGS

    @property
    def squeezed(self) -> str:
        """The letters and digits of the text, folded."""
        if self._squeezed is None:
            self._squeezed = squeeze_folded(self.key)
        return self._squeezed

    @property
    def labels(self) -> str:
        """Class names and ids: of the block's element and of the inline elements in it."""
        if self._labels is None:
            names, last = _names(self.element), None
            for piece in self.pieces:
                if piece.element is not last and piece.element is not self.element:
                    last = piece.element
                    names += _names(last)
            self._labels = " ".join(filter(None, names)).lower()
        return self._labels

    @property
    def links(self) -> list[Link]:
        """The links in the text that have a text."""
        if self._links is None:
            texts: dict[int, str] = {}
            for piece in self.pieces:
                if piece.link:
                    texts[piece.link] = texts.get(piece.link, "") + piece.text
            links = (Link(self.hrefs[number].strip(), tidy(text)) for number, text in texts.items())
            self._links = [link for link in links if link.text]
        return self._links

    def say(self, text: str) -> None:
        """Makes the line say what it shows, where parts of it touch in the markup."""
        self.text, self._key, self._squeezed = text, None, None

    def measure(self) -> None:
        """Works out the shares from the pieces."""
        if len(self.pieces) == 1:
            [only] = self.pieces
            self.bold, self.italic, self.linked = float(only.bold), float(only.italic), float(only.link > 0)
            return
        total = bold = italic = linked = 0
        for piece in self.pieces:
            length = len(piece.text.strip())
            total += length
            bold += length if piece.bold else 0
            italic += length if piece.italic else 0
            linked += length if piece.link else 0
        total = total or 1
        self.bold, self.italic, self.linked = bold / total, italic / total, linked / total


def _names(element: Element) -> list[str | None]:
    return [element.get("class"), element.get("id"), element.get("itemprop")]


@dataclass(slots=True)
class Picture:
    """An image: where it stands among the blocks (before block `index`), and its attributes."""

    index: int
    element: Element
    path: tuple[int, ...]


# Attributes by which standards, and no template, say what an element is.
MARKS = ("itemprop", "rel")


@dataclass(slots=True)
class Document:
    """A page's tree, its blocks and what else the one pass saw."""

    root: Element
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    containers: list[Element] = field(default_factory=list)  # by the numbers of Block.path
    hrefs: list[str] = field(default_factory=lambda: [""])  # by the numbers of Piece.link
    marked: list[Element] = field(default_factory=list)  # visible elements that bear one of `MARKS`
    labels: list[int] = field(default_factory=list)  # blocks with the number or the subject of an office's document
    password: bool = False
    scripts: int = 0
    size: int = 0  # characters of visible text
    depth: int = 0  # deepest nesting met
