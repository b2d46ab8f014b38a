"""How often the article was read, as the page counts: from a label beside the article, never the site's own counter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.page import Found, Page
from pipelines.extraction.text.region import Region

_LARGEST = 2_000_000_000
_LONGEST = 100  # characters of a line in which a drawing or a class tells the counter
_LABEL = 40  # characters of a counter's label
_DIGIT = re.compile(r"\d")
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:eye|hits?|views?|viewed|view-?counts?|viewers|(?:so-?)?luot-?(?:xem|doc)|luotxem|readcount)(?:$|[\s_-])"
)


def read_view_count(page: Page, region: Region) -> Found[int] | None:
    """The number after `Số lượt xem:` or before `lượt xem`, between title and what follows the article.

    Without words, the number that a drawing of an eye stands before, or whose element is called `views`.
    """
    patterns = patterns_of(page.words)
    called: Found[int] | None = None
    for block in _beside(page, region):
        counts = _DIGIT.search(block.key) is not None
        for pattern in (patterns.views, patterns.viewed) if counts or block.cue == "counter" else ():
            for match in pattern.finditer(block.key):
                number = _number(match[1])
                text = block.text
                if match[1] is None and block.cue == "counter" and block.index + 1 < len(page.blocks):
                    following = page.blocks[block.index + 1]
                    text = f"{block.text} {following.text}"
                    number = _number(following.text) if following.cue == "counter" else None
                if number is not None:
                    return Found(number, "label", text)
        called = called or _labelled(page, block) or (_called(block) if counts else None)
    return called


def _labelled(page: Page, block: Block) -> Found[int] | None:
    """The number in the line below its label, without a colon, as in a list of facts."""
    if len(block.text) > _LABEL or block.index + 1 == len(page.blocks):
        return None
    if not patterns_of(page.words).phrases("views").is_all(block.key):
        return None
    text = page.blocks[block.index + 1].text
    number = _number(text)
    return Found(number, "label", f"{block.text} {text}") if number is not None else None


def _beside(page: Page, region: Region) -> Iterator[Block]:
    """The lines in which the article's counter may stand."""
    for block in page.blocks[max(0, region.title - 3) : min(len(page.blocks), region.end + 2)]:
        if len(block.text) > 160 or block.chrome in ("footer", "nav") or page.prose[block.index]:
            continue
        if block.cue in ("visitors", "footer", "related"):
            if block.index > region.last:
                return
            continue
        yield block


def _called(block: Block) -> Found[int] | None:
    """The number that markup alone calls a counter: `<i class="fa fa-eye"></i> 1234`, `<b class="hits">1234</b>`."""
    if len(block.text) > _LONGEST or block.linked:
        return None
    number = _number(block.text)
    if number is not None and _CALLED.search(block.labels):
        return Found(number, "class", block.text)
    for element in block.element.iter("i", "span", "em", "svg") if len(block.element) else ():
        if (names := element.get("class")) and _CALLED.search(names.lower()):
            following = element.getnext()
            shown = "".join(map(str, element.itertext())).strip() or (element.tail or "").strip()
            number = _number(shown or (following.text if following is not None else ""))
            if number is not None:
                return Found(number, "class", block.text)
    return None


def _number(text: str | None) -> int | None:
    """`4066`, `1.234`, `12,345`: the digits, where the marks between them only group thousands."""
    text = (text or "").strip(" .,()\n\t\r\xa0")
    if not re.fullmatch(r"\d+|\d{1,3}(?:[.,]\d{3})+", text):
        return None
    number = int(re.sub(r"\D", "", text)[:12])
    return number if number <= _LARGEST else None
