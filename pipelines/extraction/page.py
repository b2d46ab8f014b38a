"""A page on the table: its document, what it says of itself, the words of its language, and what we know beforehand."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

from archive.model import Context, Evidence
from pipelines.extraction.lines.blocks import Block, Document
from pipelines.extraction.lines.cues import LISTS
from pipelines.extraction.markup.metadata import Metadata
from pipelines.extraction.markup.source import Source
from pipelines.extraction.platforms import Skin
from pipelines.extraction.wording.folding import fold, squeeze
from pipelines.extraction.wording.words import Words
from portals import Portal
from portals.url_identity import is_plain, join

T_co = TypeVar("T_co", covariant=True)
_LONG = 80  # characters from which a line is prose even without an end mark
_SENTENCE = 45  # with one
_LITTLE = 700  # characters of text, no more than a lead has
_PICTURES = 4  # that tell a story, at least
_LINKING, _LINKS = 60, 0.8  # characters of a sentence that lists links, and their share, at most
_DENSE = ("。", "！", "？", "」")  # Chinese and Japanese sentences, which say in one character what takes three letters
_DIGITS = re.compile(r"\d+")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-zA-Z][\w+.-]*:")
_BREAKS = re.compile(r"[\t\r\n]")
ENDS = (".", "!", "?", "…", "”", '"', ";", ":", "./", "।", "؟", "۔", *_DENSE)


class Found(NamedTuple, Generic[T_co]):
    """A value, the rule that gave it, and the text it was read from."""

    value: T_co
    rule: str
    text: str

    def evidence(self) -> Evidence:
        """The same for the archive: at most 500 characters of text."""
        return Evidence(self.rule, self.text[:500])


@dataclass(slots=True)
class Page:
    """Everything the fields are read from. Made once a page by reading.py."""

    url: str
    source: Source
    document: Document
    metadata: Metadata
    words: Words
    platform: str
    skin: Skin
    zone: tzinfo
    portal: Portal | None
    context: Context
    fetched_at: datetime | None
    hints: dict[str, list[Any]] = field(default_factory=dict)  # field -> elements the platform points at
    prose: list[bool] = field(default_factory=list)  # by block: running text
    centred: bool = False  # most running text is centred: then it says nothing about a line
    repeated: frozenset[str] = frozenset()  # squeezed texts that are no field of any page
    heard: dict[str, list[Found[str]]] = field(default_factory=dict)  # field -> all that was said of it
    _addresses: dict[str, str | None] = field(default_factory=dict)  # absolute address of each link asked for
    _shapes: dict[int, int] = field(default_factory=dict)  # container -> number of its shape
    _numbers: dict[tuple[int, str, str], int] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Block]:
        """The visible lines, in order."""
        return self.document.blocks

    def prepare(self) -> None:
        """Works out what several fields ask for."""
        self.repeated = frozenset(filter(None, map(squeeze, self.context.repeated)))
        self.prose = [self._is_prose(block) for block in self.blocks]
        said = sum(len(block.text) for block in self.blocks if self.prose[block.index])
        aside = sum(len(block.text) for block in self.blocks if block.chrome == "aside" and block.linked < 0.2)
        if aside > 4 * said:  # an `aside` that was never closed holds the whole article
            for block in self.blocks:
                block.chrome = "" if block.chrome == "aside" else block.chrome
            self.prose = [self._is_prose(block) for block in self.blocks]
        if said < _LITTLE:
            self._tell_in_pictures(said)
        texts = [block for block in self.blocks if self.prose[block.index]]
        self.centred = sum(block.align == "center" for block in texts) * 2 > len(texts)

    def _tell_in_pictures(self, said: int) -> None:
        """Makes text of the captions of a story told in pictures: sentences, several, and hardly any text besides."""
        captions = [block for block in self.blocks if block.caption and len(block.text) >= _LONG]
        told = [block for block in captions if block.text.endswith(ENDS) and block.chrome not in ("nav", "aside")]
        if len(told) < _PICTURES or sum(len(block.text) for block in told) < 2 * said:
            return
        for block in told:
            block.cue, block.caption = "", False
            self.prose[block.index] = self._is_prose(block)

    def _is_prose(self, block: Block) -> bool:
        length = len(block.text) * (3 if block.text.endswith(_DENSE) else 1)
        if block.cue or block.chrome in ("nav", "footer", "aside") or length < _SENTENCE:
            return False
        if block.linked > 0.5 and not _lists_links(block):
            return False
        if length < _LONG and not block.text.endswith(ENDS):
            return False
        return not (self.repeated and block.squeezed in self.repeated)

    def shape(self, block: Block) -> int:
        """A number for the names and first classes of all elements around a block: paragraphs of one text share it."""
        known, path = self._shapes, block.path
        depth = len(path)
        while depth and path[depth - 1] not in known:
            depth -= 1
        shape = known[path[depth - 1]] if depth else 0
        for number in path[depth:]:
            element = self.document.containers[number]
            key = (shape, element.tag, _stem(element.get("class")))
            shape = known[number] = self._numbers.setdefault(key, len(self._numbers) + 1)
        return shape

    def alike(self, one: Block, other: Block) -> bool:
        """True for paragraphs of one text that stand in wrappers of their own: alike in all names around them."""
        own = one.element.get("class")
        if own and own == other.element.get("class") and one.element.tag == other.element.tag:
            return True
        if self.shape(one) != self.shape(other):
            return False
        between = [self.document.containers[number] for number in one.path[shared(one.path, other.path) : -1]]
        return any(element.get("class") for element in between) or (
            len(between) <= 2 and all(element.tag in ("div", "section", "tr") for element in between)
        )

    def hinted(self, name: str, block: Block) -> bool:
        """True where the platform says that this block is (in) the field's element."""
        return self.stands_in(block, self.hints.get(name, []))

    def stands_in(self, block: Block, elements: list[Any]) -> bool:
        """True where the block is one of the elements, or stands in one."""
        if not elements:
            return False
        containers = self.document.containers
        around = [containers[number] for number in block.path]
        for piece in block.pieces:
            element: Any = piece.element
            while element is not None and element is not block.element:
                around.append(element)
                element = element.getparent()
        return any(element is other for element in elements for other in around)

    @property
    def host(self) -> str:
        """The host of its address, without `www.`."""
        return self.url.partition("//")[2].partition("/")[0].removeprefix("www.")

    def absolute(self, href: str) -> str | None:
        """The absolute http address of a link of this page, None for anything else (scripts, mail, fragments)."""
        if href not in self._addresses:
            base = urljoin(self.url, self.metadata.base) if self.metadata.base else self.url
            self._addresses[href] = joined(base, href)
        return self._addresses[href]

    def canonical(self, url: str) -> str:
        """The canonical form of an absolute URL, where a portal is known."""
        return self.portal.canonical(url) if self.portal else url.partition("#")[0]

    def local(self, moment: datetime) -> datetime:
        """A moment in the portal's zone; without a zone it counts as UTC."""
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(self.zone)

    def slugs(self) -> list[frozenset[str]]:
        """The words of each part of the path that looks like a title's slug."""
        try:
            path = urlsplit(self.url).path
        except ValueError:
            return []
        found = []
        for part in path.split("/"):
            words = re.findall(r"[a-z]+|\d+", fold(unquote(re.sub(r"\.\w{2,5}$", "", part))))
            if len(words) >= 4:
                found.append(frozenset(word for word in words if not word.isdigit() or len(word) < 5))
        return found

    def over(self, index: int) -> bool:
        """True where block `index` opens something that is not the article."""
        return self.blocks[index].cue in LISTS


def _lists_links(block: Block) -> bool:
    """True for a paragraph that lists many links in a sentence: it begins and ends in words that are none."""
    return (
        block.linked <= _LINKS
        and len(block.text) >= _LINKING
        and block.text.endswith((".", ";", ":"))
        and block.pieces[0].link == block.pieces[-1].link == 0
    )


@functools.lru_cache(maxsize=8192)
def _stem(names: str | None) -> str:
    """The first class name without its digits: `post-17` and `post-18` are one kind."""
    return _DIGITS.sub("", names.split(None, 1)[0]) if names and not names.isspace() else ""


def joined(base: str, href: str) -> str | None:
    """The absolute http address of a link on the page `base`; None for anything else (scripts, mail, fragments)."""
    href = href.strip()
    if not href or href.startswith("#") or _OTHER_SCHEME.match(href):
        return None
    address = join(base, _BREAKS.sub("", href))
    if is_plain(address):
        return address
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return address.replace(" ", "%20")


def shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many elements around two places, given by their paths, are the same; they are the outermost ones."""
    depth = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        depth += 1
    return depth


def inside(block: Block, prefix: tuple[int, ...]) -> bool:
    """True where the block stands in the container that `prefix` ends with."""
    return block.path[: len(prefix)] == prefix


def siblings(one: Block, other: Block) -> bool:
    """True for two paragraphs of one text: lines of one element, or elements with one parent."""
    return one.path == other.path or (len(one.path) == len(other.path) and one.path[:-1] == other.path[:-1])
