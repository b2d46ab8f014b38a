"""Authors that a class name, an icon or the platform's selector points at."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.blocks import Block
from pipelines.extraction.byline_claims import is_own
from pipelines.extraction.byline_wording import names_only, side_by_side, unlabelled, without_mail
from pipelines.extraction.names import is_account, is_name, is_placeholder, trim
from pipelines.extraction.page import Found, Page

ACCOUNT = "account"  # the rule for an account that the platform prints in the author's place
_MARKED, _OWN, _ACCOUNT = 7.0, 1.5, 0.5
_LONGEST, _LONGEST_NAME = 120, 60  # characters of a line, and of one beside an icon
_NO_AUTHOR = frozenset({"counter", "tools", "tags", "related", "comments", "other-list", "caption"})
_ICON = re.compile(r"(?:^|[\s_-])(?:user|users|person|pencil|pen|author|edit)(?:$|[\s_-])")
_CLASS = re.compile(
    r"\bby\b|aut(?:h?or|eur)|signature|\bfirma\b|contributors?\b|tac-?_?gia|byline|but-?danh|writer|nguoi-?viet"
)


def marked(page: Page, block: Block, *, above_text: bool) -> list[tuple[float, Found[str]]]:
    """(belief, author) of a line that is marked as one. An icon counts above the text only."""
    if len(block.text) > _LONGEST or page.prose[block.index] or block.cue in _NO_AUTHOR:
        return []
    hinted = page.hinted("author", block)
    if not (hinted or _names_author(block.labels) or (above_text and _has_icon(block))):
        return []
    words = page.words
    value = side_by_side(block, words) or trim(unlabelled(without_mail(block), words))
    if not is_name(value, words, unit=True):
        value = names_only(value, words)
    found = []
    if hinted and is_account(value, words):  # as printed, where nobody signs: it is no person
        found.append((_ACCOUNT, Found(value, ACCOUNT, block.text)))
    if value and "|" not in value and not is_placeholder(value, words) and is_name(value, words, unit=True):
        belief = _OWN if is_own(page, value) else _MARKED
        found.append((belief, Found(value, "platform" if hinted else "class", block.text)))
    return found


def _has_icon(block: Block) -> bool:
    """True for a short line beside the drawing of a person or a pen, as templates of all countries have it."""
    if len(block.text) > _LONGEST_NAME or block.cue or not len(block.element):
        return False
    return any(_ICON.search(icon.get("class") or "") for icon in block.element.iter("i", "span", "svg"))


@functools.lru_cache(maxsize=4096)
def _names_author(labels: str) -> bool:
    """Kept, because the paragraphs of a page have the same labels."""
    return _CLASS.search(labels) is not None
