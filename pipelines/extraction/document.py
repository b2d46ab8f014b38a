"""A page as its reader sees it: visible text blocks in document order, with what each looks like and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipelines.extraction.folding import fold, squeeze, tidy

_DROPPED = frozenset(
    "script style noscript template svg math iframe object embed applet select option datalist textarea button head "
    "title meta link audio video canvas map progress meter dialog".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr q s samp small span "
    "strike strong sub sup time tt u var wbr o:p st1:place".split()
)
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CHROME = frozenset({"nav", "footer", "aside", "header"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hide|hidden|d-none|sr-only|visually-hidden|modal|screen-reader-text)(?:\s|$)")
_SHOWN_CLASS = re.compile(r"(?:^|\s)(?:[a-z]+:(?:block|flex|inline\S*|grid)|d-\w+-\w+|show)(?:\s|$)")
_ALIGN = re.compile(r"text-align\s*:\s*(right|center)", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_DEEPEST = 400  # containers told apart; what is nested deeper counts as being in the last one
MOST_BLOCKS = 30_000  # lines; the longest real pages have some 3,000. Bounds the memory that a page can take


@dataclass(slots=True)
class Link:
    """A link with visible text. `href` as the page writes it."""

    href: str
    text: str


@dataclass(slots=True)
class Piece:
    """A run of text with one look inside a block. `element` is the inline element it stands in, or the block's own."""

    text: str
    bold: bool
    italic: bool
    link: int  # number of the `a` it stands in; 0 outside
    element: HtmlElement


@dataclass(slots=True)
class Block:
    """A line of visible text: what stands between two block borders or `<br>`s. Positions are document order."""

    index: int
    text: str
    element: HtmlElement  # the block-level element it stands in
    path: tuple[int, ...]  # numbers of all block-level elements around it, outermost first
    tag: str  # h1 … h6 inside a heading, else the element's tag
    chrome: str  # nav, footer, aside or header (of the page, not of an article), or ""
    align: str  # right, center or ""
    gap: int  # `<br>`s before it in the same element: 0 first line, 1 next line, 2 next paragraph
    pictures: int  # images between the block before and this one
    pieces: list[Piece]
    links: list[Link]
    row: int  # number of the table row, 0 outside tables
    caption: bool  # in figcaption or caption
    item: bool  # in a list item
    key: str = ""  # folded text
    bold: float = 0.0  # shares of the text, 0 to 1
    italic: float = 0.0
    linked: float = 0.0
    labels: str = ""  # class names and ids: of the block's element and of the inline elements in it
    cue: str = ""  # set by cues.py

    @property
    def heading(self) -> bool:
        """True inside h1 … h6."""
        return self.tag in _HEADINGS

    def measure(self) -> None:
        """Works out key and shares from text and pieces."""
        self.key = fold(self.text)
        total = bold = italic = linked = 0
        for piece in self.pieces:
            length = len(piece.text.strip())
            total += length
            bold += length if piece.bold else 0
            italic += length if piece.italic else 0
            linked += length if piece.link else 0
        total = total or 1
        self.bold, self.italic, self.linked = bold / total, italic / total, linked / total


@dataclass(slots=True)
class Picture:
    """An image: where it stands among the blocks (before block `index`), and its attributes."""

    index: int
    element: HtmlElement
    path: tuple[int, ...]


@dataclass(slots=True)
class Document:
    """A page's tree, its blocks and what else the one pass saw."""

    root: HtmlElement
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    containers: list[HtmlElement] = field(default_factory=list)  # by the numbers of Block.path
    password: bool = False
    scripts: int = 0
    size: int = 0  # characters of visible text
    depth: int = 0  # deepest nesting met

    def squeezed(self, start: int, end: int) -> str:
        """The letters and digits of blocks `start` up to `end`."""
        return squeeze(" ".join(block.text for block in self.blocks[start:end]))


@dataclass(slots=True)
class _Frame:
    """What an element hands down to what stands in it."""

    element: HtmlElement
    path: tuple[int, ...]
    tag: str = ""
    chrome: str = ""
    align: str = ""
    bold: bool = False
    italic: bool = False
    link: int = 0
    row: int = 0
    article: bool = False
    caption: bool = False
    item: bool = False
    inline: HtmlElement | None = None

    def inside(self, element: HtmlElement) -> _Frame:
        return _Frame(
            element, self.path, self.tag, self.chrome, self.align, self.bold, self.italic, self.link, self.row,
            self.article, self.caption, self.item, self.inline,
        )  # fmt: skip


Splitter = Callable[[list[Piece]], list[list[Piece]]]


def read_document(root: HtmlElement, split: Splitter | None = None) -> Document:
    """The blocks of a page, in one pass over its tree. `split` may part the pieces of one line into several blocks."""
    return _Reader(root, split).run()


class _Reader:
    def __init__(self, root: HtmlElement, split: Splitter | None) -> None:
        self.document = Document(root)
        self.split = split
        self.pieces: list[Piece] = []
        self.frame: _Frame | None = None  # of the pieces collected so far
        self.hrefs: list[str] = [""]
        self.rows = 0
        self.gap = 0
        self.pictures = 0

    def run(self) -> Document:
        body = self.document.root.find("body")
        start = body if body is not None else self.document.root
        self.document.containers.append(start)
        frame = _Frame(start, (0,), tag="body")
        self._text(start.text, frame)
        # Not recursive: pages nest deeper than Python may.
        stack = [(frame, iter(start), False)]
        while stack:
            frame, children, block_level = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if block_level:
                    self._flush()
                    self.gap = 0
                if stack:
                    self._text(frame.element.tail, stack[-1][0])
                continue
            if not isinstance(child.tag, str) or not self._enters(child):
                self._text(child.tail, frame)
                continue
            entered, is_block = self._frame_of(child, frame)
            if is_block:
                self._flush()
                self.gap = 0
            self._text(child.text, entered)
            stack.append((entered, iter(child), is_block))
            if len(stack) > self.document.depth:
                self.document.depth = len(stack)
        self._flush()
        return self.document

    def _enters(self, element: HtmlElement) -> bool:
        """True for an element whose content is shown; takes note of those that have none."""
        tag = element.tag
        if tag == "br":
            self._flush()
            self.gap += 1
            return False
        if tag == "img":
            self.pictures += 1
            path = self.frame.path if self.frame else ()
            self.document.pictures.append(Picture(len(self.document.blocks) + bool(self.pieces), element, path))
            return False
        if tag == "hr":
            self._flush()
            self.gap = 2
            return False
        if tag == "input":
            if (element.get("type") or "").lower() == "password":
                self.document.password = True
            return False
        if tag in _DROPPED:
            self.document.scripts += tag == "script"
            return False
        return not _hidden(element)

    def _frame_of(self, element: HtmlElement, parent: _Frame) -> tuple[_Frame, bool]:
        tag = element.tag
        frame = parent.inside(element)
        style = element.get("style")
        if style:
            if _BOLD_STYLE.search(style):
                frame.bold = True
            elif _PLAIN_STYLE.search(style):
                frame.bold = False
            if _ITALIC_STYLE.search(style):
                frame.italic = True
        if tag in _INLINE:
            frame.inline = element
            if tag in _BOLD:
                frame.bold = True
            elif tag in _ITALIC:
                frame.italic = True
            elif tag == "a" and element.get("href"):
                self.hrefs.append(element.get("href") or "")
                frame.link = len(self.hrefs) - 1
            return frame, False
        if len(parent.path) < _DEEPEST:
            frame.path = (*parent.path, len(self.document.containers))
        self.document.containers.append(element)
        frame.inline = None
        align = _ALIGN.search(style) if style else None
        said = align[1].lower() if align else (element.get("align") or "").lower()
        frame.align = "center" if tag == "center" else said if said in ("right", "center") else "" if said else frame.align
        if parent.tag not in _HEADINGS:
            frame.tag = tag
        if tag in ("article", "main"):
            frame.article = True
        elif tag in ("blockquote", "figure"):
            frame.article = True  # a footer in it names the speaker
        elif tag in _CHROME and not (frame.article and tag in ("header", "footer")):
            frame.chrome = frame.chrome or tag
        elif tag == "marquee":
            frame.chrome = "aside"
        elif tag == "tr":
            self.rows += 1
            frame.row = self.rows
        elif tag in ("figcaption", "caption"):
            frame.caption = True
        elif tag == "li":
            frame.item = True
        elif tag == "th":
            frame.bold = True
        return frame, True

    def _text(self, text: str | None, frame: _Frame) -> None:
        if not text:
            return
        if not self.pieces:
            if text.isspace():
                return
            self.frame = frame
        element = frame.inline if frame.inline is not None else frame.element
        self.pieces.append(Piece(text, frame.bold, frame.italic, frame.link, element))

    def _flush(self) -> None:
        if not self.pieces or self.frame is None:
            return
        pieces, frame, self.pieces = self.pieces, self.frame, []
        for part in self.split(pieces) if self.split and len(pieces) > 1 else [pieces]:
            text = tidy("".join(piece.text for piece in part))
            if text and len(self.document.blocks) <= MOST_BLOCKS:
                self._add(text, part, frame)

    def _add(self, text: str, pieces: list[Piece], frame: _Frame) -> None:
        block = Block(
            index=len(self.document.blocks), text=text, element=self.document.containers[frame.path[-1]], path=frame.path,
            tag=frame.tag, chrome=frame.chrome, align=frame.align, gap=self.gap, pictures=self.pictures, pieces=pieces,
            links=self._links(pieces), row=frame.row, caption=frame.caption, item=frame.item,
        )  # fmt: skip
        block.labels = _labels(block)
        block.measure()
        self.document.blocks.append(block)
        self.document.size += len(text)
        self.gap = self.pictures = 0

    def _links(self, pieces: list[Piece]) -> list[Link]:
        texts: dict[int, str] = {}
        for piece in pieces:
            if piece.link:
                texts[piece.link] = texts.get(piece.link, "") + piece.text
        links = [Link(self.hrefs[number].strip(), tidy(text)) for number, text in texts.items()]
        return [link for link in links if link.text]


def _hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    names = element.get("class")
    return bool(names and _HIDDEN_CLASS.search(names) and not _SHOWN_CLASS.search(names))


def _labels(block: Block) -> str:
    names = [block.element.get("class"), block.element.get("id"), block.element.get("itemprop")]
    last = None
    for piece in block.pieces:
        if piece.element is not last and piece.element is not block.element:
            last = piece.element
            names += [last.get("class"), last.get("id"), last.get("itemprop")]
    return " ".join(name for name in names if name).lower()
