"""Related links, and which of them lead to an article that is archived."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.model import RelatedLink


def write(db: sqlite3.Connection, article: str, portal: str, related: Iterable[RelatedLink]) -> None:
    """Writes the related links of an article (its id) that has none, in page order."""
    db.executemany(
        "INSERT INTO related_links (article_id, position, url, title, published, related_id) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (article, position, link.url, link.title, link.published, article_known_at(db, portal, link.url))
            for position, link in enumerate(related)
        ],
    )


def clear(db: sqlite3.Connection, article: str) -> None:
    """Takes the related links of an article (its id) away."""
    db.execute("DELETE FROM related_links WHERE article_id = ?", [article])


def link(db: sqlite3.Connection, portal: str, addresses: Iterable[str]) -> None:
    """Points every related link to one of these addresses at the article archived there, or at none."""
    for address in addresses:
        db.execute(
            "UPDATE related_links SET related_id = ? WHERE url = ?"
            " AND EXISTS (SELECT 1 FROM articles WHERE id = article_id AND portal = ?)",
            [article_known_at(db, portal, address), address, portal],
        )


def article_known_at(db: sqlite3.Connection, portal: str, url: str) -> str | None:
    """The id of the archived article of a portal at an address; its canonical address wins over any other."""
    row = db.execute(
        "SELECT u.article_id FROM article_urls u JOIN articles a ON a.id = u.article_id"
        " WHERE u.portal = ? AND u.url = ? ORDER BY a.url != u.url, u.article_id LIMIT 1",
        [portal, url],
    ).fetchone()
    return row[0] if row else None
