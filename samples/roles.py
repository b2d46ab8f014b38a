"""Which articles play a part, by position in their portal's plan (oldest first, 70 articles a portal).

One table, so that no article gets two parts that contradict each other: a test looks at that.
"""

from __future__ import annotations

from collections.abc import Mapping

TOTAL = 70  # articles that a portal ever has
# --- what changes in the second state (`samples.states`)
NEW = (67, 68, 69)
TITLE_FIXED, PARAGRAPH_CHANGED, AUTHOR_CHANGED = 34, 22, 11
REMOVED, GONE, SOFT_REMOVED, REDIRECTED_HOME = (4, 17), 26, 8, 30
# --- what no listing names
FEED_ONLY = (6, 19, 32, 45, 58)
SITEMAP_ONLY = (9, 23, 37, 51)
RELATED_ONLY = (13, 41)
MENTIONED_ONLY = (28, 46)
HIDDEN = frozenset((*FEED_ONLY, *SITEMAP_ONLY, *RELATED_ONLY, *MENTIONED_ONLY))
# --- peculiar pages
NFD = 12
DEAD_DOMAIN = (3, 21, 33)  # the paper's
ITEM_ID = (15, 25, 55)  # the district's
ALIASED = 52  # the paper's; an old address redirects to it
# What the text links to, by the file's ending. The two .pdf are the same bytes under two names.
ATTACHMENTS: Mapping[int, str] = {
    7: ".pdf",
    27: ".pdf",
    39: ".docx",
    43: "-da-mat.pdf",  # answers 404
    49: "-toan-van.pdf",  # larger than 20 MB
}
_PARTS = frozenset(
    (
        *NEW, TITLE_FIXED, PARAGRAPH_CHANGED, AUTHOR_CHANGED, *REMOVED, GONE, SOFT_REMOVED, REDIRECTED_HOME, *HIDDEN,
        NFD, *DEAD_DOMAIN, *ITEM_ID, ALIASED, *ATTACHMENTS,
    )
)  # fmt: skip
# Articles without a part: those that lead to the hidden ones are among them, and those with a quirk.
UNTOUCHED = tuple(position for position in range(TOTAL) if position not in _PARTS)
