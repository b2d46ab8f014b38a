"""Full-text search: an FTS5 index that finds text with or without its marks.

The index has each article twice, as written and folded, already normalised (`folding.py`), because FTS5 alone
folds no đ and takes hoà and hòa for different words. It keeps no text (`content=''`), so whoever changes an article
must take the old text out with `unindex` first.
"""

from __future__ import annotations

import calendar
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import msgspec

from archive.search.folding import TOKEN, exact, folded, indexable
from archive.search.query import Query, parse_query
from archive.search.snippets import Piece, make_snippet
from archive.search.word_forms import EXACT, FOLDED, words_of
from portals import UsageError

__all__ = [
    "Hit",
    "Piece",
    "check_index",
    "create_index",
    "filters",
    "give_content",
    "index",
    "indexed_at_the_end",
    "parse_query",
    "rebuild_index",
    "search",
    "unindex",
]

# A word in the title says more of what an article is about than one in its text.
_TITLE_WEIGHT: Final = 10.0
_BULK_BYTES: Final = 64 * 1024 * 1024
_HASH_BYTES: Final = 1024 * 1024  # the default of FTS5
_PUT_OFF: Final = "search_put_off"  # a temporary table: it says so to whoever uses this connection
_COLUMNS = "title, body, title_folded, body_folded"
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MAX_ROWS = 2**62  # SQLite counts in 64 bits


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was found. `snippet` is text in pieces, each a match or not; a higher `score` is better."""

    id: str
    portal: str
    url: str
    title: str
    author: str | None
    published: str | None
    removed_at: str | None
    version: int
    snippet: tuple[Piece, ...]
    score: float


def create_index(db: sqlite3.Connection) -> None:
    """Makes the empty index, the table `search`."""
    db.execute(
        f"CREATE VIRTUAL TABLE search USING fts5({_COLUMNS}, content='', tokenize='unicode61 remove_diacritics 0')"
    )


def index(db: sqlite3.Connection, key: int, title: str, text: str) -> None:
    """Adds the article whose `articles.key` is `key`; `text` is its summary and body."""
    if not _is_put_off(db):
        db.execute(f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)", [key, *_forms(title, text)])


def unindex(db: sqlite3.Connection, key: int, title: str, text: str) -> None:
    """Takes an article out. `title` and `text` must be those that were indexed, or words of it stay behind."""
    if not _is_put_off(db):
        db.execute(
            f"INSERT INTO search (search, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)",
            [key, *_forms(title, text)],
        )


def rebuild_index(db: sqlite3.Connection) -> None:
    """Makes the index anew from the table `articles`, within the caller's transaction."""
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    # What SQLite gathers in memory before it writes a piece of the index: fewer pieces, fewer to merge.
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", [_BULK_BYTES])
    rows = db.execute("SELECT key, title, summary, body FROM articles ORDER BY key")
    db.executemany(
        f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
        ((key, *_forms(title, _text(summary, body))) for key, title, summary, body in rows),
    )
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", [_HASH_BYTES])


@contextmanager
def indexed_at_the_end(db: sqlite3.Connection) -> Iterator[None]:
    """Leaves the index alone while this lasts, and then makes it once, which is much less work. Commits at its end."""
    db.execute(f"CREATE TEMP TABLE {_PUT_OFF} (x)")
    try:
        yield
    finally:
        db.execute(f"DROP TABLE temp.{_PUT_OFF}")
    rebuild_index(db)
    db.commit()


def _is_put_off(db: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM temp.sqlite_master WHERE name = ?"
    return db.execute(query, [_PUT_OFF]).fetchone() is not None


def give_content(db: sqlite3.Connection) -> None:
    """Lets the index of a copy of a database know where its text stands: in the table `articles`.

    Then SQLite itself can compare the two (`check_index`, on a new connection). The copy is good for nothing else.
    """
    made = db.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()[0]
    db.execute(
        "CREATE VIEW search_text AS SELECT key, govnews_form(0, title) AS title,"
        " govnews_form(0, govnews_text(summary, body)) AS body, govnews_form(1, title) AS title_folded,"
        " govnews_form(1, govnews_text(summary, body)) AS body_folded FROM articles"
    )
    db.execute("PRAGMA writable_schema = ON")
    told = made.replace("content=''", "content='search_text', content_rowid='key'")
    db.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'search'", [told])
    db.commit()


def check_index(db: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError where the index does not hold just what the articles say. After `give_content`."""
    db.create_function("govnews_form", 2, lambda which, text: indexable((exact, folded)[which](text or "")))
    db.create_function("govnews_text", 2, _text)
    db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    db.rollback()


def search(
    db: sqlite3.Connection,
    query: str,
    *,
    portal: str | None = None,
    since: str | None = None,
    until: str | None = None,
    author: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """Articles that match, best first by BM25, newest first among equals.

    `query` is what a person typed (`parse_query`); the filters are those of `filters`. Raises UsageError for a wrong
    filter.
    """
    where, values = filters(db, portal=portal, since=since, until=until, author=author)
    if limit < 0 or offset < 0:
        raise UsageError(f"limit {limit}, offset {offset}: neither can be negative")
    parsed = parse_query(query)
    expression = parsed.match_expression()
    if expression is None:
        return []
    # CROSS JOIN: the index is always asked first. The inner query sorts keys only, not the articles' texts.
    rows = db.execute(
        "SELECT a.id, a.portal, a.url, a.title, a.author, a.published, a.removed_at, a.version, a.summary, a.body,"
        " score"
        " FROM (SELECT a.key AS found, bm25(search, ?, 1.0, ?, 1.0) AS score, a.published_day AS day"
        f" FROM search CROSS JOIN articles a ON a.key = search.rowid WHERE search MATCH ? AND {where}"
        " ORDER BY score, day DESC NULLS LAST, found DESC LIMIT ? OFFSET ?)"
        " CROSS JOIN articles a ON a.key = found ORDER BY score, day DESC NULLS LAST, found DESC",
        [_TITLE_WEIGHT, _TITLE_WEIGHT, expression, *values, min(limit, _MAX_ROWS), min(offset, _MAX_ROWS)],
    )
    return [_hit(row, parsed) for row in rows]


def filters(
    db: sqlite3.Connection,
    *,
    portal: str | None = None,
    since: str | None = None,
    until: str | None = None,
    author: str | None = None,
) -> tuple[str, list[str]]:
    """The SQL condition, and its values, that rows of `articles a` must meet. For a query on `db`.

    `since` and `until` are days, months or years (`2024-01-31`, `2024-01`, `2024`), both included; an article without a
    day is in neither. `author` is words that follow each other in the byline, in any case, with or without marks.
    Raises UsageError.
    """
    conditions, values = ["1"], []
    if portal is not None:
        conditions.append("a.portal = ?")
        values.append(portal)
    if since is not None:
        conditions.append("a.published_day >= ?")
        values.append(_day("since", since, last=False))
    if until is not None:
        conditions.append("a.published_day <= ?")
        values.append(_day("until", until, last=True))
    if author is not None:
        if not _words(author).strip():
            raise UsageError(f"author {author!r} is no name; write one or more words of the byline")
        db.create_function("govnews_words", 1, _words, deterministic=True)
        conditions.append("instr(govnews_words(a.author), ?) > 0")
        values.append(_words(author))
    return " AND ".join(conditions), values


def _hit(row: tuple[str, ...], query: Query) -> Hit:
    *fields, summary, body, score = row
    names = ("id", "portal", "url", "title", "author", "published", "removed_at", "version")
    snippet = make_snippet(_text(summary, body), query)
    return msgspec.convert({**dict(zip(names, fields, strict=True)), "snippet": snippet, "score": -float(score)}, Hit)


def _forms(title: str, text: str) -> tuple[str, str, str, str]:
    title_words, text_words = words_of(title), words_of(text)
    exact_forms = EXACT.of_words(title_words), EXACT.of_words(text_words)
    return *exact_forms, FOLDED.of_words(title_words), FOLDED.of_words(text_words)


def _text(summary: str | None, body: str) -> str:
    """What is indexed below the title, as `Article.text` has it."""
    return "\n\n".join(part for part in (summary, body) if part)


def _words(text: str | None) -> str:
    """Folded words with a space around each, so that whole words are compared."""
    return f" {' '.join(TOKEN.findall(indexable(folded(text or ''))))} "


def _day(name: str, text: str, *, last: bool) -> str:
    """The first or last day of a year, a month or a day. Raises UsageError."""
    parts = _DAY.fullmatch(text.strip())
    if parts is not None:
        year, month, day = (int(part) if part else None for part in parts.groups())
        month = month or (12 if last else 1)
        if year and 1 <= month <= 12:
            length = calendar.monthrange(year, month)[1]
            day = day if day is not None else (length if last else 1)
            if 1 <= day <= length:
                return f"{year:04d}-{month:02d}-{day:02d}"
    raise UsageError(f"{name} {text!r} is no date; write a year, a month or a day: 2024, 2024-01 or 2024-01-31")
