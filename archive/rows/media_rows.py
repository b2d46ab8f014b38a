"""Attachments and images of articles, and the captures that hold them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.model import MediaLink


def write(
    db: sqlite3.Connection,
    article: str,
    portal: str,
    *,
    attachments: Iterable[MediaLink],
    images: Iterable[MediaLink],
) -> None:
    """Writes the attachments and images of an article (its id) that has none, in page order."""
    for table, links in (("attachments", attachments), ("images", images)):
        db.executemany(
            f"INSERT INTO {table} (article_id, position, url, title, capture_id) VALUES (?, ?, ?, ?, ?)",
            [
                (article, position, link.url, link.title, capture_of(db, portal, link.url))
                for position, link in enumerate(links)
            ],
        )


def clear(db: sqlite3.Connection, article: str) -> None:
    """Takes the attachments and images of an article (its id) away."""
    for table in ("attachments", "images"):
        db.execute(f"DELETE FROM {table} WHERE article_id = ?", [article])


def link_capture(db: sqlite3.Connection, portal: str, url: str) -> None:
    """Points the attachments and images at `url` at the capture that holds them, by what is known now."""
    query = "SELECT EXISTS (SELECT 1 FROM attachments WHERE url = ?) OR EXISTS (SELECT 1 FROM images WHERE url = ?)"
    if not db.execute(query, [url, url]).fetchone()[0]:
        return  # most captures are pages
    capture = capture_of(db, portal, url)
    for table in ("attachments", "images"):
        db.execute(
            f"UPDATE {table} SET capture_id = ? WHERE url = ?"
            " AND EXISTS (SELECT 1 FROM articles WHERE id = article_id AND portal = ?)",
            [capture, url, portal],
        )


def capture_of(db: sqlite3.Connection, portal: str, url: str, until: str = "9999") -> str | None:
    """The first capture, up to a time, that answered 200 and was not rejected: what the file was when the article was
    found. A gate, or a page that says that the file is not there, answers 200 too.
    """
    row = db.execute(
        "SELECT id FROM captures c WHERE portal = ? AND url = ? AND fetched_at <= ? AND status = 200"
        " AND NOT EXISTS (SELECT 1 FROM rejections WHERE crawl_id = c.crawl_id AND url = c.url AND capture_id = c.id)"
        " ORDER BY fetched_at, id LIMIT 1",
        [portal, url, until],
    ).fetchone()
    return row[0] if row else None
