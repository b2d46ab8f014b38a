"""What newsrooms say below their texts: who helped, whom to follow, which newsletter to take. It is no text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.blocks import Block
from pipelines.extraction.cue_patterns import patterns_of
from pipelines.extraction.words import Words

_LINES = 5  # at the end of a text; what an article says further up is its own
_LONGEST = 350  # characters
_SHORT = 200
_FEW = 6  # words beside an address of mail
# An account's own page, not what it says there: one name in the path.
_ACCOUNT = re.compile(
    r"https?://(?:www\.|m\.)?(?:twitter|x|facebook|instagram|threads|bsky|t|telegram|whatsapp|youtube|linkedin)\.(?:com|net|app|me)"
    r"/(?:in/|company/|channel/|profile/|c/|user/)?@?[\w.-]+/?(?:[?#].*)?$"
)


def notices(texts: Sequence[Block], words: Words) -> set[int]:
    """The positions of notices among the last lines of a text (in page order); its first line is none."""
    last = [block for block in texts[max(1, len(texts) - _LINES) :] if len(block.text) <= _LONGEST]
    notice = patterns_of(words).notice if words.promo.notices else None
    return {block.index for block in last if (notice and notice.search(block.key)) or _leads_to_accounts(block)}


def _leads_to_accounts(block: Block) -> bool:
    """True for a short line whose links all lead to accounts or mailboxes: `Follow Ruth Hallam on X`, `Write to …`."""
    links = block.links if block.linked and len(block.text) <= _SHORT else []
    few = len(block.text.split()) <= _FEW  # more may be where one applies for what the text is about
    return bool(links) and all(_ACCOUNT.match(link.href) or (few and link.href.startswith("mailto:")) for link in links)


__all__ = ["notices"]
