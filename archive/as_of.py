"""The archive as it would have answered at an earlier time, from what was observed up to then.

What portals said until then, in today's readings: a capture of that time that was recovered later takes its place, and
a better extractor is no edit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from archive import article_rows, media_rows, related_rows, search
from archive.article_rows import Known
from archive.model import Article
from archive.reader import ArchivedArticle, KeptMedia, RelatedArticle

_FIELDS = tuple(field.name for field in msgspec.structs.fields(Article))
# What the filters of a search ask of an article. Temporary tables need no right to write to the archive.
_TABLE = "CREATE TEMP TABLE IF NOT EXISTS as_of (key INTEGER PRIMARY KEY, id, portal, published_day, author)"


def articles_as_of(
    db: sqlite3.Connection,
    moment: str,
    *,
    portal: str | None = None,
    since: str | None = None,
    until: str | None = None,
    author: str | None = None,
) -> Iterator[ArchivedArticle]:
    """Articles that were known at a time (as records write it), as `Archive.articles` gives and orders them."""
    where, values = search.filters(db, portal=portal, since=since, until=until, author=author)
    db.execute(_TABLE)
    db.execute("DELETE FROM as_of")
    known = db.execute(
        "SELECT key, id, portal FROM articles WHERE first_seen <= ? AND (? IS NULL OR portal = ?)",
        [moment, portal, portal],
    ).fetchall()
    for key, article, its_portal in known:
        found = article_rows.known_of(db, article, moment)
        if found is not None:
            said = article_rows.load_reading(db, found.history.current, found.current.rules)
            day = said.published[:10] if said.published else None
            db.execute("INSERT INTO as_of VALUES (?, ?, ?, ?, ?)", [key, article, its_portal, day, said.author])
    ordered = db.execute(
        f"SELECT a.id FROM as_of a WHERE {where} ORDER BY a.published_day DESC NULLS LAST, a.key", values
    ).fetchall()
    db.rollback()  # Python began a transaction for the temporary rows; no reader may hold one
    for (article,) in ordered:
        then = article_rows.known_of(db, article, moment)
        assert then is not None  # nothing is ever taken away from what was observed
        yield _article(db, article, then, moment)


def _article(db: sqlite3.Connection, article: str, then: Known, moment: str) -> ArchivedArticle:
    history, best = then.history, then.current
    said = article_rows.load_reading(db, history.current, best.rules)
    values: dict[str, Any] = {name: getattr(said, name) for name in _FIELDS}
    values |= {
        "id": article,
        "portal": then.portal,
        "url": then.url,
        "authors": list(said.authors),
        "tags": list(said.tags),
        "evidence": dict(sorted(said.evidence.items())),  # as the rows have it
        "version": len(history.versions),
        "content_hash": best.content_hash,
        "first_seen": history.first_seen,
        "last_seen": history.last_seen,
        "last_changed": history.last_changed,
        "removed_at": history.removed_at,
        "view_count": history.view_count,
        "capture_id": history.current,
        "rules": best.rules,
        "related": [
            RelatedArticle(link.url, link.title, link.published, _known_then(db, then.portal, link.url, moment))
            for link in said.related
        ],
    }
    for table in ("images", "attachments"):
        values[table] = [
            KeptMedia(link.url, link.title, media_rows.capture_of(db, then.portal, link.url, moment))
            for link in getattr(said, table)
        ]
    return ArchivedArticle(**values)


def _known_then(db: sqlite3.Connection, portal: str, url: str, moment: str) -> str | None:
    found = related_rows.article_known_at(db, portal, url)
    first = db.execute("SELECT first_seen FROM articles WHERE id = ?", [found]).fetchone()
    return found if first is not None and first[0] <= moment else None
