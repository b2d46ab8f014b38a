"""What a portal prints in most of its articles: an invitation to read on, a notice of rights. It is no one's text."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

_ARTICLES = 200  # the newest that are looked at
_FEWEST = 8  # articles that a line must stand in
_SHARE = 0.5  # of the articles looked at. A salutation or a sub-heading is in fewer
_LENGTHS = range(4, 301)  # characters of a line
_BULK = 0.3  # of all letters: more than that is not what stands around the articles, but what they say
_MOST = 50  # lines
_NEWEST = (
    "SELECT title, coalesce(summary, ''), body FROM articles WHERE portal = ? AND removed_at IS NULL"
    " ORDER BY last_seen DESC, id LIMIT ?"
)
_KNOWN = "SELECT repeated FROM crawls WHERE portal = ? AND repeated IS NOT NULL ORDER BY started_at DESC LIMIT 1"


def repeated_lines(db: sqlite3.Connection, portal: str) -> tuple[str, ...]:
    """Lines of titles, leads and texts that more than half of a portal's newest articles have in common.

    What earlier crawls learned stays: since then no article has those lines any more, so they could not be found again.
    """
    row = db.execute(_KNOWN, [portal]).fetchone()
    known: list[str] = json.loads(row[0]) if row else []
    articles = [
        {line.strip() for text in texts for line in text.split("\n")}
        for texts in db.execute(_NEWEST, [portal, _ARTICLES])
    ]
    counts = Counter(line for lines in articles for line in lines if len(line) in _LENGTHS)
    enough = max(_FEWEST, int(len(articles) * _SHARE) + 1)
    found = sorted(line for line, count in counts.items() if count >= enough)
    repeated = sum(len(line) * counts[line] for line in found)
    if repeated > _BULK * sum(len(line) for lines in articles for line in lines):
        return tuple(known)
    return tuple(dict.fromkeys([*known, *found]))[:_MOST]
