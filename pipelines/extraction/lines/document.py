"""A page as its reader sees it: the visible lines in document order, how each looks and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from pipelines.extraction.lines import looks
from pipelines.extraction.lines.blocks import Block, Document, Picture, Piece
from pipelines.extraction.markup.parsing import Element, text_of
from pipelines.extraction.wording.folding import tidy

_DEEPEST = 400  # containers told apart; what is nested deeper counts as being in the last one
_MENU = 12  # links from which a menu is not read line by line
_MOST_LISTS = 200  # that are looked at; thousands within one another would each look at all that is in them
_LABEL = 25  # letters that the links of a menu have on average; headlines have twice as many
_LINKED = 0.9  # share of a menu's letters that are links
_TEXT = 100  # letters of a line that is no label
_PROSE = 200  # characters of a paragraph that no menu has
MOST_BLOCKS = 30_000  # lines; the longest real pages have some 3,000. Bounds the memory that a page can take


class _Place(NamedTuple):
    """What a line is for standing where it stands: what elements hand down to all that is in them."""

    chrome: str = ""
    align: str = ""
    row: int = 0
    article: bool = False
    caption: bool = False
    item: bool = False


# Plain tuples, of which a page has a thousand: to make named ones takes a fiftieth of reading it.
# A block-level element: the element, its path, its tag, its place.
_Box: TypeAlias = tuple[Element, tuple[int, ...], str, _Place]
# How text looks, what inline elements and styles change: bold, italic, its link, the innermost inline element if any.
_Look: TypeAlias = tuple[bool, bool, int, Element | None]


# Elements that are not gone into.
_WITHOUT_TEXT = looks.DROPPED | {"br", "img", "hr", "input"}
# Elements that change nothing of what is in them, but by a style or by `align`.
_PLAIN = frozenset({"div", "p", "ul", "ol", "section", "td", "tbody", "table", *looks.HEADINGS})
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
        self.rows = 0
        self.gap = 0
        self.pictures = 0
        self.lists = 0  # looked at for being a menu
        self.begun = False  # whether there was a line of text: menus stand above it, lists of news below

    def run(self) -> Document:
        body = self.document.root.find("body")
        start = body if body is not None else self.document.root
        self.document.containers.append(start)
        box: _Box = (start, (0,), "body", _Place())
        look: _Look = (False, False, 0, None)
        self._text(start.text, box, look)
        # Not recursive: pages nest deeper than Python may. Written out, not called: a page has a thousand elements.
        stack: list[tuple[Element, Iterator[Element], _Box, _Look, bool]] = []
        element, children, is_block = start, iter(start[:]), False
        while True:
            for child in children:
                tag = child.tag
                if tag in _WITHOUT_TEXT or not isinstance(tag, str):
                    self._note(child, tag)
                elif (attributes := child.keys()) and looks.is_hidden(child, attributes):
                    pass
                elif tag in looks.INLINE:
                    if "itemprop" in attributes or "rel" in attributes:  # `MARKS`, written out: most have neither
                        self.document.marked.append(child)
                    entered = self._inside(child, tag, attributes, look)
                    if text := child.text:
                        self._text(text, box, entered)
                    if len(child):
                        stack.append((element, children, box, look, is_block))
                        element, children, look, is_block = child, iter(child[:]), entered, False
                        break
                elif not (
                    (tag in _MENUS and self._cut_short(child, box, look))
                    or (tag == "ul" and not self.begun and self._cut_menu(child, box, look))
                ):
                    self._leave()
                    if "itemprop" in attributes:
                        self.document.marked.append(child)
                    entered_box, entered = self._boxed(child, tag, attributes, box, look)
                    if text := child.text:
                        self._text(text, entered_box, entered)
                    if len(child):
                        stack.append((element, children, box, look, is_block))
                        element, children, box, look, is_block = child, iter(child[:]), entered_box, entered, True
                        break
                    self._leave()
                if text := child.tail:
                    self._text(text, box, look)
            else:
                if not stack:
                    self._flush()
                    return self.document
                if len(stack) >= self.document.depth:
                    self.document.depth = len(stack) + 1
                if is_block:
                    self._leave()
                text = element.tail
                element, children, box, look, is_block = stack.pop()
                if text:
                    self._text(text, box, look)

    def _leave(self) -> None:
        """Ends the line where a block-level element begins or ends."""
        if self.pieces:
            self._flush()
        self.gap = 0

    def _note(self, element: Element, tag: object) -> None:
        """Takes note of an element whose content, if it has any, is not shown."""
        if tag == "br":
            self._flush()
            self.gap += 1
        elif tag == "img":
            self.pictures += 1
            path = self.box[1] if self.box else ()
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
        if box[3].article:
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        links = sum(1 for _ in element.iter("a"))
        if links < _MENU or "crumb" in names or any(len(text_of(p)) > _PROSE for p in element.iter("p")):
            return False
        self._stand_for(element, box, look)
        return True

    def _cut_menu(self, element: Element, box: _Box, look: _Look) -> bool:
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
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        whole = "".join(text_of(element).split())
        if "crumb" in names or "categ" in names or letters < _LINKED * len(whole):
            return False
        self._stand_for(element, box, look)
        self.document.size += len(whole)
        return True

    def _stand_for(self, element: Element, box: _Box, look: _Look) -> None:
        """Adds the first line of an element, which stands for all of it."""
        self._flush()
        (_, path, tag, place), _ = self._boxed(element, element.tag, element.keys(), box, look)
        entered = (element, path, tag, place._replace(chrome=place.chrome or "nav"))
        first = tidy(next((text for text in element.itertext("a", "span", "div", "p", "li") if text.strip()), ""))
        if first:
            self._add(first[:_PROSE], [Piece(first, False, False, 0, element)], entered)
        self.gap = 0

    def _inside(self, element: Element, tag: str, attributes: list[str], look: _Look) -> _Look:
        """The look of text in an inline element."""
        bold, italic, link, _ = look
        if "style" in attributes:
            bold, italic = looks.styled(element.get("style"), bold, italic)
        if tag in looks.BOLD:
            bold = True
        elif tag in looks.ITALIC:
            italic = True
        elif tag == "a" and (href := element.get("href")):
            link = len(self.document.hrefs)
            self.document.hrefs.append(href)
        return bold, italic, link, element

    def _boxed(
        self, element: Element, tag: str, attributes: list[str], parent: _Box, look: _Look
    ) -> tuple[_Box, _Look]:
        """A block-level element within another, and the look of text in it."""
        _, path, name, place = parent
        containers = self.document.containers
        if len(path) < _DEEPEST:
            path = (*path, len(containers))
        containers.append(element)
        was_bold, was_italic, link, inline = look
        bold, italic = was_bold, was_italic
        if tag not in _PLAIN or "style" in attributes or "align" in attributes:
            place, bold, italic = self._placed(element, tag, attributes, place, bold, italic)
        if bold != was_bold or italic != was_italic or inline is not None:
            look = (bold, italic, link, None)
        return (element, path, name if name in looks.HEADINGS else tag, place), look

    def _placed(
        self, element: Element, tag: str, attributes: list[str], place: _Place, bold: bool, italic: bool
    ) -> tuple[_Place, bool, bool]:
        """What a block-level element makes of its place, and whether text in it is bold, and italic."""
        chrome, align, row, article, caption, item = place
        said = element.get("align").lower() if "align" in attributes and tag != "table" else ""  # its place, no text's
        if "style" in attributes:
            style = element.get("style")
            bold, italic = looks.styled(style, bold, italic)
            if styled := looks.ALIGN.search(style):
                said = styled[1].lower()
        if tag == "center":
            align = "center"
        elif said:
            align = said if said in ("right", "center") else ""
        if tag in _ARTICLE:
            article = True
        elif tag in looks.CHROME and not (article and tag in ("header", "footer")):
            chrome = chrome or tag
        elif tag == "marquee":
            chrome = "aside"
        elif tag == "tr":
            self.rows += 1
            row = self.rows
        elif tag in ("figcaption", "caption"):
            caption = True
        elif tag == "li":
            item = True
        elif tag == "th":
            bold = True
        return _Place(chrome, align, row, article, caption, item), bold, italic

    def _text(self, text: str | None, box: _Box, look: _Look) -> None:
        if not text:
            return
        if box[2] == "pre" and "\n" in text:
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
        self.pieces.append(Piece(text, bold, italic, link, box[0] if inline is None else inline))

    def _flush(self) -> None:
        if not self.pieces or self.box is None:
            return
        pieces, box, self.pieces = self.pieces, self.box, []
        for part in self.split(pieces) if self.split and len(pieces) > 1 else [pieces]:
            text = tidy("".join(piece.text for piece in part))
            if text and len(self.document.blocks) <= MOST_BLOCKS:
                self._add(text, part, box)

    def _add(self, text: str, pieces: list[Piece], box: _Box) -> None:
        document = self.document
        _, path, tag, (chrome, align, row, _, caption, item) = box
        block = Block(
            len(document.blocks), text, document.containers[path[-1]], path, tag, chrome, align, self.gap,
            self.pictures, pieces, document.hrefs, row, caption, item,
        )  # fmt: skip
        block.measure()
        document.blocks.append(block)
        document.size += len(text)
        self.begun = self.begun or (len(text) >= _TEXT and block.linked < 0.5)
        self.gap = self.pictures = 0
