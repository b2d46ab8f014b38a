"""A page as its reader sees it: the visible lines in document order, how each looks and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extraction import looks
from pipelines.extraction.blocks import Block, Document, Link, Picture, Piece
from pipelines.extraction.folding import tidy
from pipelines.extraction.parsing import Element, text_of

_DEEPEST = 400  # containers told apart; what is nested deeper counts as being in the last one
_MENU = 12  # links from which a menu is not read line by line
_PROSE = 200  # characters of a paragraph that no menu has
MOST_BLOCKS = 30_000  # lines; the longest real pages have some 3,000. Bounds the memory that a page can take


@dataclass(slots=True)
class _Frame:
    """What an element hands down to what stands in it."""

    element: Element
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
    inline: Element | None = None

    def inside(self, element: Element) -> _Frame:
        return _Frame(
            element, self.path, self.tag, self.chrome, self.align, self.bold, self.italic, self.link, self.row,
            self.article, self.caption, self.item, self.inline,
        )  # fmt: skip


# Elements that are not gone into.
_WITHOUT_TEXT = looks.DROPPED | {"br", "img", "hr", "input"}
_MENUS = frozenset({"nav", "footer"})

Splitter = Callable[[list[Piece]], list[list[Piece]]]


def read_document(root: Element, split: Splitter | None = None) -> Document:
    """The blocks of a page, in one pass over its tree. `split` may part the pieces of one line into several blocks."""
    return _Reader(root, split).run()


class _Reader:
    def __init__(self, root: Element, split: Splitter | None) -> None:
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
                    if self.pieces:
                        self._flush()
                    self.gap = 0
                if stack:
                    self._text(frame.element.tail, stack[-1][0])
                continue
            tag = child.tag
            if tag in _WITHOUT_TEXT or not isinstance(tag, str):
                self._note(child, tag)
                self._text(child.tail, frame)
                continue
            attributes = dict(child.items())
            if (attributes and looks.is_hidden(attributes)) or (tag in _MENUS and self._cut_short(child, frame)):
                self._text(child.tail, frame)
                continue
            entered, is_block = self._frame_of(child, frame, attributes)
            if is_block:
                if self.pieces:
                    self._flush()
                self.gap = 0
            self._text(child.text, entered)
            stack.append((entered, iter(child), is_block))
            if len(stack) > self.document.depth:
                self.document.depth = len(stack)
        self._flush()
        return self.document

    def _note(self, element: Element, tag: object) -> None:
        """Takes note of an element whose content, if it has any, is not shown."""
        if tag == "br":
            self._flush()
            self.gap += 1
        elif tag == "img":
            self.pictures += 1
            path = self.frame.path if self.frame else ()
            self.document.pictures.append(Picture(len(self.document.blocks) + bool(self.pieces), element, path))
        elif tag == "hr":
            self._flush()
            self.gap = 2
        elif tag == "input":
            if (element.get("type") or "").lower() == "password":
                self.document.password = True
        elif tag == "script":
            self.document.scripts += 1

    def _cut_short(self, element: Element, frame: _Frame) -> bool:
        """True for a menu or a footer of many links, of which one line stands for all: half of many a page is that."""
        if frame.article:
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        links = sum(1 for _ in element.iter("a"))
        if links < _MENU or "crumb" in names or any(len(text_of(p)) > _PROSE for p in element.iter("p")):
            return False
        self._flush()
        entered, _ = self._frame_of(element, frame, dict(element.items()))
        first = tidy(next((text for text in element.itertext("a", "span", "div", "p", "li") if text.strip()), ""))
        if first:
            self._add(first[:_PROSE], [Piece(first, False, False, 0, element)], entered)
        self.gap = 0
        return True

    def _frame_of(self, element: Element, parent: _Frame, attributes: dict[str, str]) -> tuple[_Frame, bool]:
        tag = element.tag
        frame = parent.inside(element)
        style = attributes.get("style")
        if style:
            if looks.BOLD_STYLE.search(style):
                frame.bold = True
            elif looks.PLAIN_STYLE.search(style):
                frame.bold = False
            if looks.ITALIC_STYLE.search(style):
                frame.italic = True
        if tag in looks.INLINE:
            frame.inline = element
            if tag in looks.BOLD:
                frame.bold = True
            elif tag in looks.ITALIC:
                frame.italic = True
            elif tag == "a" and attributes.get("href"):
                self.hrefs.append(attributes["href"])
                frame.link = len(self.hrefs) - 1
            return frame, False
        if len(parent.path) < _DEEPEST:
            frame.path = (*parent.path, len(self.document.containers))
        self.document.containers.append(element)
        frame.inline = None
        if attributes or tag == "center":
            align = looks.ALIGN.search(style) if style else None
            said = align[1].lower() if align else attributes.get("align", "").lower()
            frame.align = (
                "center" if tag == "center" else said if said in ("right", "center") else "" if said else frame.align
            )
        if parent.tag not in looks.HEADINGS:
            frame.tag = tag
        if tag in ("article", "main"):
            frame.article = True
        elif tag in ("blockquote", "figure"):
            frame.article = True  # a footer in it names the speaker
        elif tag in looks.CHROME and not (frame.article and tag in ("header", "footer")):
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
        if frame.tag == "pre" and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._flush()
                    self.gap += 1
                self._text(line, frame)
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
            index=len(self.document.blocks), text=text, element=self.document.containers[frame.path[-1]],
            path=frame.path, tag=frame.tag, chrome=frame.chrome, align=frame.align, gap=self.gap,
            pictures=self.pictures, pieces=pieces, links=self._links(pieces),
            row=frame.row, caption=frame.caption, item=frame.item,
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
        if not texts:
            return []
        links = [Link(self.hrefs[number].strip(), tidy(text)) for number, text in texts.items()]
        return [link for link in links if link.text]


def _labels(block: Block) -> str:
    names = [block.element.get("class"), block.element.get("id"), block.element.get("itemprop")]
    last = None
    for piece in block.pieces:
        if piece.element is not last and piece.element is not block.element:
            last = piece.element
            names += [last.get("class"), last.get("id"), last.get("itemprop")]
    return " ".join(name for name in names if name).lower()
