"""How often the article was read, as the page counts: from a label beside the article, never the site's own counter."""

from __future__ import annotations

import re

from pipelines.extraction.cue_patterns import patterns_of
from pipelines.extraction.page import Found, Page
from pipelines.extraction.region import Region

_LARGEST = 2_000_000_000


def read_view_count(page: Page, region: Region) -> Found[int] | None:
    """The number after `Số lượt xem:` or before `lượt xem`, between title and what follows the article."""
    patterns = patterns_of(page.words)
    for block in page.blocks[max(0, region.title - 3) : min(len(page.blocks), region.end + 2)]:
        if len(block.text) > 160 or block.chrome in ("footer", "nav") or page.prose[block.index]:
            continue
        if block.cue in ("visitors", "footer", "related"):
            if block.index > region.last:
                break
            continue
        for pattern in (patterns.views, patterns.viewed):
            for match in pattern.finditer(block.key):
                number = _number(match[1])
                text = block.text
                if match[1] is None and block.cue == "counter" and block.index + 1 < len(page.blocks):
                    following = page.blocks[block.index + 1]
                    text = f"{block.text} {following.text}"
                    number = _number(following.text) if following.cue == "counter" else None
                if number is not None:
                    return Found(number, "label", text)
    return None


def _number(text: str | None) -> int | None:
    """`4066`, `1.234`, `12,345`: the digits, where the marks between them only group thousands."""
    text = (text or "").strip(" .,()")
    if not re.fullmatch(r"\d+|\d{1,3}(?:[.,]\d{3})+", text):
        return None
    number = int(re.sub(r"\D", "", text)[:12])
    return number if number <= _LARGEST else None
