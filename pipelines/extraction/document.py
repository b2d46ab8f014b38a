"""A page as its reader sees it: the visible lines in document order, how each looks and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.extraction import looks
from pipelines.extraction.blocks import Block, Document, Link, Picture, Piece
from pipelines.extraction.folding import tidy
from pipelines.extraction.parsing import Element, text_of

_DEEPEST = 400  # containers told apart; what is nested deeper counts as being in the last one
_MENU = 12  # links from which a menu is not read line by line
_MOST_LISTS = 200  # that are looked at; thousands within one another would each look at all that is in them
_LABEL = 25  # letters that the links of a menu have on average; headlines have twice as many
_LINKED = 0.9  # share of a menu's letters that are links
_TEXT = 100  # letters of a line that is no label
_PROSE = 200  # characters of a paragraph that no menu has
MOST_BLOCKS = 30_000  # lines; the longest real pages have some 3,000. Bounds the memory that a page can take


@dataclass(slots=True)
class _Box:
    """A block-level element, and what it hands down to the lines in it."""

    element: Element
    path: tuple[int, ...]
    tag: str
    chrome: str = ""
    align: str = ""
    row: int = 0
    article: bool = False
    caption: bool = False
    item: bool = False


class _Look(NamedTuple):
    """How text looks: what inline elements and styles change. `inline`: the innermost inline element, if any."""

    bold: bool = False
    italic: bool = False
    link: int = 0
    inline: Element | None = None


# Elements that are not gone into.
_WITHOUT_TEXT = looks.DROPPED | {"br", "img", "hr", "input"}
_MENUS = frozenset({"nav", "footer"})
_ARTICLE = frozenset({"article", "main", "blockquote", "figure"})  # a footer in a quotation names the speaker

Splitter = Callable[[list[Piece]], list[list[Piece]]]


def read_document(root: Element, split: Splitter | None = None) -> Document:
    """The blocks of a page, in one pass over its tree. `split` may part the pieces of one line into several blocks."""
    return _Reader(root, split).run()


class _Reader:
    def __init__(self, root: Element, split: Splitter | None) -> None:
        self.document = Document(root)
        self.split = split
        self.pieces: list[Piece] = []
        self.box: _Box | None = None  # of the pieces collected so far
        self.hrefs: list[str] = [""]
        self.rows = 0
        self.gap = 0
        self.pictures = 0
        self.lists = 0  # looked at for being a menu
        self.begun = False  # whether there was a line of text: menus stand above it, lists of news below

    def run(self) -> Document:
        body = self.document.root.find("body")
        start = body if body is not None else self.document.root
        self.document.containers.append(start)
        box, look = _Box(start, (0,), "body"), _Look()
        self._text(start.text, box, look)
        # Not recursive: pages nest deeper than Python may. Written out, not called: a page has a thousand elements.
        stack: list[tuple[Element, Iterator[Element], _Box, _Look, bool]] = [(start, iter(start), box, look, False)]
        while stack:
            element, children, box, look, is_block = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if is_block:
                    if self.pieces:
                        self._flush()
                    self.gap = 0
                if stack and (text := element.tail):
                    self._text(text, stack[-1][2], stack[-1][3])
                continue
            tag = child.tag
            if tag in _WITHOUT_TEXT or not isinstance(tag, str):
                self._note(child, tag)
            elif (attributes := dict(child.items())) and looks.is_hidden(attributes):
                pass
            elif tag in looks.INLINE:
                entered = self._inside(child, tag, attributes, look)
                if text := child.text:
                    self._text(text, box, entered)
                stack.append((child, iter(child), box, entered, False))
                continue
            elif not (
                (tag in _MENUS and self._cut_short(child, box, look))
                or (tag == "ul" and not self.begun and self._cut_menu(child, attributes, box, look))
            ):
                if self.pieces:
                    self._flush()
                self.gap = 0
                entered_box, entered = self._boxed(child, tag, attributes, box, look)
                if text := child.text:
                    self._text(text, entered_box, entered)
                stack.append((child, iter(child), entered_box, entered, True))
                if len(stack) > self.document.depth:
                    self.document.depth = len(stack)
                continue
            if text := child.tail:
                self._text(text, box, look)
        self._flush()
        return self.document

    def _note(self, element: Element, tag: object) -> None:
        """Takes note of an element whose content, if it has any, is not shown."""
        if tag == "br":
            self._flush()
            self.gap += 1
        elif tag == "img":
            self.pictures += 1
            path = self.box.path if self.box else ()
            self.document.pictures.append(Picture(len(self.document.blocks) + bool(self.pieces), element, path))
        elif tag == "hr":
            self._flush()
            self.gap = 2
        elif tag == "input":
            if (element.get("type") or "").lower() == "password":
                self.document.password = True
        elif tag == "script":
            self.document.scripts += 1

    def _cut_short(self, element: Element, box: _Box, look: _Look) -> bool:
        """True for a menu or a footer of many links, of which one line stands for all: half of many a page is that."""
        if box.article:
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        links = sum(1 for _ in element.iter("a"))
        if links < _MENU or "crumb" in names or any(len(text_of(p)) > _PROSE for p in element.iter("p")):
            return False
        self._stand_for(element, dict(element.items()), box, look)
        return True

    def _cut_menu(self, element: Element, attributes: dict[str, str], box: _Box, look: _Look) -> bool:
        """The same for a list above all text that is short links and nothing else, and not called a trail of crumbs."""
        self.lists += 1
        if self.lists > _MOST_LISTS:
            return False
        number = letters = 0
        for link in element.iter("a"):
            label = len(text_of(link).strip())
            if label > _PROSE:  # links that are never closed hold one another
                return False
            number, letters = number + 1, letters + label
        if number < _MENU or letters > _LABEL * number:
            return False
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
        whole = "".join(text_of(element).split())
        if "crumb" in names or "categ" in names or letters < _LINKED * len(whole):
            return False
        self._stand_for(element, attributes, box, look)
        self.document.size += len(whole)
        return True

    def _stand_for(self, element: Element, attributes: dict[str, str], box: _Box, look: _Look) -> None:
        """Adds the first line of an element, which stands for all of it."""
        self._flush()
        entered, _ = self._boxed(element, element.tag, attributes, box, look)
        entered.chrome = entered.chrome or "nav"
        first = tidy(next((text for text in element.itertext("a", "span", "div", "p", "li") if text.strip()), ""))
        if first:
            self._add(first[:_PROSE], [Piece(first, False, False, 0, element)], entered)
        self.gap = 0

    def _inside(self, element: Element, tag: str, attributes: dict[str, str], look: _Look) -> _Look:
        """The look of text in an inline element."""
        bold, italic, link, _ = look
        if style := attributes.get("style"):
            bold, italic = looks.styled(style, bold, italic)
        if tag in looks.BOLD:
            bold = True
        elif tag in looks.ITALIC:
            italic = True
        elif tag == "a" and (href := attributes.get("href")):
            link = len(self.hrefs)
            self.hrefs.append(href)
        return _Look(bold, italic, link, element)

    def _boxed(
        self, element: Element, tag: str, attributes: dict[str, str], parent: _Box, look: _Look
    ) -> tuple[_Box, _Look]:
        """A block-level element within another, and the look of text in it."""
        number = len(self.document.containers)
        self.document.containers.append(element)
        path = (*parent.path, number) if len(parent.path) < _DEEPEST else parent.path
        box = _Box(
            element, path, parent.tag if parent.tag in looks.HEADINGS else tag, parent.chrome, parent.align,
            parent.row, parent.article, parent.caption, parent.item,
        )  # fmt: skip
        bold, italic, link, inline = look
        if style := attributes.get("style"):
            bold, italic = looks.styled(style, bold, italic)
            align = looks.ALIGN.search(style)
            said = align[1].lower() if align else attributes.get("align", "").lower()
        else:
            said = attributes.get("align", "").lower() if attributes else ""
        if tag == "center":
            box.align = "center"
        elif said:
            box.align = said if said in ("right", "center") else ""
        if tag in _ARTICLE:
            box.article = True
        elif tag in looks.CHROME and not (box.article and tag in ("header", "footer")):
            box.chrome = box.chrome or tag
        elif tag == "marquee":
            box.chrome = "aside"
        elif tag == "tr":
            self.rows += 1
            box.row = self.rows
        elif tag in ("figcaption", "caption"):
            box.caption = True
        elif tag == "li":
            box.item = True
        elif tag == "th":
            bold = True
        return box, look if bold == look.bold and italic == look.italic and inline is None else _Look(
            bold, italic, link
        )

    def _text(self, text: str | None, box: _Box, look: _Look) -> None:
        if not text:
            return
        if box.tag == "pre" and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._flush()
                    self.gap += 1
                self._text(line, box, look)
            return
        if not self.pieces:
            if text.isspace():
                return
            self.box = box
        bold, italic, link, inline = look
        self.pieces.append(Piece(text, bold, italic, link, box.element if inline is None else inline))

    def _flush(self) -> None:
        if not self.pieces or self.box is None:
            return
        pieces, box, self.pieces = self.pieces, self.box, []
        for part in self.split(pieces) if self.split and len(pieces) > 1 else [pieces]:
            text = tidy("".join(piece.text for piece in part))
            if text and len(self.document.blocks) <= MOST_BLOCKS:
                self._add(text, part, box)

    def _add(self, text: str, pieces: list[Piece], box: _Box) -> None:
        block = Block(
            index=len(self.document.blocks), text=text, element=self.document.containers[box.path[-1]],
            path=box.path, tag=box.tag, chrome=box.chrome, align=box.align, gap=self.gap,
            pictures=self.pictures, pieces=pieces, links=self._links(pieces),
            row=box.row, caption=box.caption, item=box.item,
        )  # fmt: skip
        block.labels = _labels(block)
        block.measure()
        self.document.blocks.append(block)
        self.document.size += len(text)
        self.begun = self.begun or (len(text) >= _TEXT and block.linked < 0.5)
        self.gap = self.pictures = 0

    def _links(self, pieces: list[Piece]) -> list[Link]:
        linked = [piece for piece in pieces if piece.link]
        if not linked:
            return []
        texts: dict[int, str] = {}
        for piece in linked:
            texts[piece.link] = texts.get(piece.link, "") + piece.text
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
