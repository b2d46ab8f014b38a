"""The archive as it would have answered at an earlier time, from what was observed up to then.

What portals said until then, in today's readings: a capture of that time that was recovered later takes its place, and
a better extractor is no edit.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from archive.archived import ArchivedArticle, KeptMedia, RelatedArticle
from archive.model import Article
from archive.rows import article_rows, media_rows, related_rows
from archive.rows.article_rows import Known
from archive.search import search

_FIELDS = tuple(field.name for field in msgspec.structs.fields(Article))
_QUESTIONS = itertools.count(1)  # two may be asked at once
# What was worked out for each. It is never dropped: SQLite refuses that while any other row is being read.
_TABLE = "CREATE TEMP TABLE IF NOT EXISTS as_of (question, key, day, article, PRIMARY KEY (question, key))"


def articles_as_of(
    db: sqlite3.Connection,
    moment: str,
    *,
    portal: str | None = None,
    since: str | None = None,
    until: str | None = None,
    author: str | None = None,
) -> Iterator[ArchivedArticle]:
    """Articles that were known at a time (as records write it), as `Archive.articles` gives and orders them.

    Which comes first is known when all have been worked out. Until then they lie in a temporary table, which takes room
    in the folder for temporary files, not in memory, and needs no right to write to the archive.
    """
    where, values = search.filters(db, portal=portal, since=since, until=until, author=author)
    known = db.execute(
        "SELECT key, id FROM articles WHERE first_seen <= ? AND (? IS NULL OR portal = ?)", [moment, portal, portal]
    ).fetchall()
    db.execute(_TABLE)
    question = next(_QUESTIONS)
    try:
        for key, article in known:
            found = _known_at(db, article, moment, where, values)
            if found is not None:
                row = (question, key, found.published[:10] if found.published else None, msgspec.json.encode(found))
                db.execute("INSERT INTO as_of VALUES (?, ?, ?, ?)", row)
                db.commit()  # Python began a transaction for that row; no reader may hold one
        ordered = "SELECT key FROM as_of WHERE question = ? ORDER BY day DESC NULLS LAST, key"
        for (key,) in db.execute(ordered, [question]).fetchall():
            kept = db.execute("SELECT article FROM as_of WHERE question = ? AND key = ?", [question, key]).fetchone()
            yield msgspec.json.decode(kept[0], type=ArchivedArticle)
    finally:
        with suppress(sqlite3.ProgrammingError):  # the archive was closed meanwhile, and the table with it
            db.execute("DELETE FROM as_of WHERE question = ?", [question])
            db.commit()


def _known_at(
    db: sqlite3.Connection, article: str, moment: str, where: str, values: list[str]
) -> ArchivedArticle | None:
    """An article (its id) as it was known then; None for one that was not, or does not meet the condition `where`."""
    then = article_rows.known_of(db, article, moment)
    if then is None:
        return None
    said = article_rows.load_reading(db, then.history.current, then.current.rules)
    day = said.published[:10] if said.published else None
    fits = f"SELECT 1 FROM (SELECT ? AS portal, ? AS published_day, ? AS author) a WHERE {where}"
    if db.execute(fits, [then.portal, day, said.author, *values]).fetchone() is None:
        return None
    return _article(db, article, then, said, moment)


def _article(db: sqlite3.Connection, article: str, then: Known, said: Article, moment: str) -> ArchivedArticle:
    history, best = then.history, then.current
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
