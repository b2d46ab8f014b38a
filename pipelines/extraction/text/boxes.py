"""What stands in the article's element and is no part of the text: teasers, sign-up forms, galleries, lives of authors.

Paragraphs of one text look alike: they stand under elements of the same names and classes. An element that holds none
of them, though it stands among them, is a box, and what it holds is text only where nothing speaks against it.
"""

from __future__ import annotations

import enum
import functools
import re
from collections import Counter
from collections.abc import Sequence

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.markup.parsing import Element
from pipelines.extraction.page import Page

_PARTS_OF_TEXT = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "li", "dt", "dd", "pre", "center"}
    | {"table", "tbody", "thead", "tr", "td", "th"}
)
_ASIDE = frozenset({"aside", "nav", "footer", "form", "fieldset", "figure"})
_LIST = frozenset({"ul", "ol", "dl"})
# What template writers call their boxes, in class names and ids: the same few English words in every country. A page
# builder calls each piece of a page `elementor-widget`.
_NAMES = re.compile(
    r"relat|recommend|teaser|promo|newsletter|sign-?up|subscri|paywall|share|sharing|social|advert|\bads?\b|\bad[-_]|sponsor"
    r"|outbrain|taboola|(?<!elementor-)widget|sidebar|comment|disqus|author|byline|\bbio\b|contributor|gallery|carousel"
    r"|slider|slideshow|caption|credit|copyright|consent|privacy|cookie|embed|video|player|audio|podcast|most-?(?:read|popular|view)|popular"
    r"|trending|read-?(?:more|next|also)|see-?also|more-?(?:on|from|stories|topic|news)|up-?next|also-?(?:read|like)|tags?\b"
    r"|breadcrumb|footer|toolbar|rating|poll\b|quiz|donat|member|disclaimer|affiliate|buy-?(?:box|now)|deals?\b|inline-?link"
    r"|factbox|infobox|info-?box|summary-?list|key-?points|highlights|toc\b|table-?of-?contents|promotion|banner|modal|popup"
    r"|overlay|tooltip|hidden|noprint|no-print|print-only|login|registration|piano|article-?links?|linkbox|link-?list"
)
_LINKED = 0.5  # share of a box's letters that are links, from which it is a list of links
_LINKED_LIST = 0.4
_SOME_LINKED = 0.15  # with a headline that is one link
_TEASER = 25  # letters of a headline that is one link


class Verdict(enum.Enum):
    """What a box is to the text."""

    TEXT = enum.auto()
    PERHAPS = enum.auto()
    BESIDE = enum.auto()


class Boxes:
    """The boxes among the blocks of one region, all of which stand in the same `depth` elements."""

    def __init__(self, page: Page, blocks: Sequence[Block], depth: int, title: Block | None = None) -> None:
        self._page = page
        self._depth = depth
        self._head = title.path if title else ()
        self._verdicts: dict[int, Verdict] = {}
        self._aside: dict[int, bool] = {}
        self._members: dict[int, list[Block]] = {}
        for block in blocks:
            for number in block.path[depth:]:
                self._members.setdefault(number, []).append(block)
        texts = [block for block in blocks if page.prose[block.index] and not block.cue]
        self._letters = sum(len(block.text) for block in texts)
        own = next((block for block in texts if not self._stands_aside(block)), None)
        self._own = own.path if own else ()
        self._article = self._articles(own)[-1:] if own else []
        texts = [block for block in texts if not self._article or self._article[0] in block.path]
        weights = Counter[int]()
        for block in texts:
            weights[page.shape(block)] += len(block.text) // (4 if self._stands_aside(block) else 1)
        # The first kind that is common: on an endless page the next article may be longer than the first.
        top = max(weights.values(), default=0)
        common = [page.shape(block) for block in texts if weights[page.shape(block)] * 2 > top]
        self._main = set(common[:1])
        self._looks = {look for block in texts if page.shape(block) in self._main and (look := _look(block))}
        self._around = {number for block in texts if page.shape(block) in self._main for number in block.path[depth:]}

    def _articles(self, block: Block) -> list[int]:
        containers = self._page.document.containers
        return [number for number in block.path if containers[number].tag == "article"]

    def _stands_aside(self, block: Block) -> bool:
        """True where an element around the block says that it is beside the text; worked out once an element."""
        known, path = self._aside, block.path
        depth = len(path)
        while depth and path[depth - 1] not in known:
            depth -= 1
        aside = depth > 0 and known[path[depth - 1]]
        for number in path[depth:]:
            element = self._page.document.containers[number]
            aside = known[number] = aside or _is_aside(element) or (_named(element) and not self._holds_most(number))
        return aside

    def _holds_most(self, number: int) -> bool:
        """True for an element with most of the text, whatever it is called: some themes call all they hold widgets."""
        prose, members = self._page.prose, self._members.get(number)
        if members is None:  # around all
            return True
        return 2 * sum(len(block.text) for block in members if prose[block.index] and not block.cue) > self._letters

    def verdict(self, block: Block) -> Verdict:
        """How far the block belongs to the text."""
        if self._page.shape(block) in self._main and self._page.prose[block.index]:
            return Verdict.TEXT
        if self._page.prose[block.index] and self._is_lead(block):
            return Verdict.TEXT
        most = False  # whether an element around it holds most of the text, below a lead that stands by itself
        for number in block.path[self._depth :]:
            if number not in self._around:
                found = self._of_element(number)
                if found is Verdict.PERHAPS and self._page.prose[block.index] and _look(block) in self._looks:
                    return Verdict.TEXT
                if found is Verdict.PERHAPS and self._holds_most(number):
                    most = True
                elif found is not Verdict.TEXT:
                    return Verdict.PERHAPS if most else found
        return Verdict.TEXT

    def _is_lead(self, block: Block) -> bool:
        """True for a paragraph in the element that holds the headline, alone in what it stands in there.

        That element is the article's head and the paragraph its lead, though they be called `teaser` or `hasCaption`.
        """
        path, depth = block.path, self._depth
        if self._head[: depth + 1] != path[: depth + 1] or len(self._head) == depth:
            return False
        while depth < len(path) and path[: depth + 1] == self._head[: depth + 1]:
            depth += 1
        alone = depth == len(path) or len(self._members[path[depth]]) == 1
        return alone and block.linked <= _LINKED and not any(map(self._is_apart, path[depth:]))

    def _is_apart(self, number: int) -> bool:
        return _is_aside(self._page.document.containers[number])

    def _quoted(self, block: Block) -> bool:
        containers = self._page.document.containers
        return any(containers[number].tag == "blockquote" for number in block.path)

    def _of_element(self, number: int) -> Verdict:
        known = self._verdicts.get(number)
        if known is None:
            known = self._verdicts[number] = self._judge(number)
        return known

    def _is_entry(self, number: int) -> bool:
        """True for an `article` like the first, beside it, with text like its own: a live report's next entry."""
        containers, members = self._page.document.containers, self._members[number]
        names = [containers[each].get("class") for each in (number, self._article[0])]
        place = members[0].path.index(number)
        beside = members[0].path[:place] == self._own[:place] and self._own[place : place + 1] == (self._article[0],)
        return (
            beside
            and names[0] == names[1]
            and any(self._page.prose[block.index] and self._page.shape(block) in self._main for block in members)
        )

    def _members_of(self, number: int) -> list[Block]:
        """What counts for an element: its paragraphs, if two or more stand right in it around a box; else all in it."""
        members = self._members[number]
        own = [block for block in members if len(block.path) > 1 and block.path[-2] == number and block.tag == "p"]
        return own if sum(self._page.prose[block.index] for block in own) >= 2 else members

    def _judge(self, number: int) -> Verdict:
        element = self._page.document.containers[number]
        members = self._members_of(number)
        letters = sum(len(block.text) for block in members) or 1
        linked = sum(block.linked * len(block.text) for block in members) / letters
        tag = element.tag
        if tag in _PARTS_OF_TEXT:
            if tag in _LIST and linked > _LINKED_LIST:
                return Verdict.BESIDE
            if tag in _LIST or (len(members) == 1 and not self._page.prose[members[0].index]):
                return Verdict.BESIDE if _named(element) else Verdict.TEXT
            return Verdict.TEXT
        if all(self._quoted(block) for block in members) and linked <= _LINKED:
            return Verdict.TEXT
        if tag == "article" and self._article and number not in self._around and not self._is_entry(number):
            return Verdict.BESIDE
        if _is_aside(element) or _named(element) or linked > _LINKED or _has_controls(element):
            return Verdict.BESIDE
        if linked > _SOME_LINKED and any(block.linked > 0.8 and len(block.text) >= _TEASER for block in members):
            return Verdict.BESIDE
        if tag in ("figure", "details") or not (element.get("class") or element.get("id")):
            return Verdict.TEXT
        return Verdict.PERHAPS


def _is_aside(element: Element) -> bool:
    """True for elements that stand beside a text; a figure may also be what holds a table of it."""
    return element.tag in _ASIDE and not (element.tag == "figure" and element.find(".//table") is not None)


def _look(block: Block) -> tuple[str, str] | None:
    """Name and class of a paragraph that has a class of its own: the template says what it is."""
    own = block.element.get("class")
    return (block.element.tag, own) if own else None


def _named(element: Element) -> bool:
    own, name = element.get("class"), element.get("id")
    return bool(own or name) and _is_name_of_box(f"{own or ''} {name or ''}")


@functools.lru_cache(maxsize=8192)
def _is_name_of_box(names: str) -> bool:
    """Kept, because elements of one kind have the same names, on a page and on all pages of a portal."""
    return _NAMES.search(names.lower()) is not None


def _has_controls(element: Element) -> bool:
    controls = element.iter("input", "form", "textarea", "select")
    return any((each.get("type") or "").lower() != "hidden" for each in controls)
