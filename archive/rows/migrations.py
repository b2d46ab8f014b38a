"""The schema of the database, as the steps that led to it. Later steps are added below, none is ever changed."""

from __future__ import annotations

from typing import Any

import sqlite_utils
from sqlite_utils.db import ForeignKey, Table
from sqlite_utils.migrations import Migrations

from archive.rows import media_rows
from archive.search import search

migrations = Migrations("govnews")

_ARTICLE_TEXT: dict[str, Any] = {"title": str, "author": str, "published": str, "summary": str, "body": str}


def _table(db: sqlite_utils.Database, name: str) -> Table:
    table = db[name]
    assert isinstance(table, Table)
    return table


@migrations()
def m0001_facts(db: sqlite_utils.Database) -> None:
    """What records say, row for row. None of it is computed."""
    _table(db, "portals").create(
        {
            "id": str,
            "name": str,
            "home": str,
            "platform": str,
            "language": str,
            "active_until": str,
            "successor": str,
            "as_of": str,  # start of the crawl that said so
        },
        pk="id",
        not_null={"as_of"},
    )
    _table(db, "crawls").create(
        {
            "id": str,
            "portal": str,
            "started_at": str,
            "finished_at": str,
            "outcome": str,
            **dict.fromkeys(("pages", "new", "changed", "unchanged", "removed", "rejected", "errors"), int),
            "software": str,
            "rules": str,
        },
        pk="id",
        not_null={"portal"},
    )
    _table(db, "captures").create(
        {
            **dict.fromkeys(("id", "crawl_id", "portal", "url", "final_url", "fetched_at"), str),
            "status": int,
            **dict.fromkeys(("media_type", "digest", "warc_file"), str),
            **dict.fromkeys(("warc_offset", "warc_length"), int),
            **dict.fromkeys(("origin", "etag", "last_modified"), str),
            "tls_verified": int,
            "revisit_of": str,
        },
        pk="id",
        not_null={"crawl_id", "portal", "url", "fetched_at", "status", "digest", "warc_file"},
        foreign_keys=[("crawl_id", "crawls", "id")],
    )
    _table(db, "captures").create_index(["portal", "url", "fetched_at"])
    _table(db, "captures").create_index(["crawl_id"])
    _table(db, "captures").create_index(["portal", "digest"])
    # What extraction got from each capture, under each set of rules; `fields` is zlib-compressed JSON of an Article.
    _table(db, "readings").create(
        {
            "capture_id": str,
            "rules": str,
            "recorded_at": str,
            "content_hash": str,
            "met_as": str,
            "context": str,
            "fields": bytes,
        },
        pk=("capture_id", "rules"),
        not_null={"recorded_at", "content_hash", "met_as", "fields"},
    )
    # No foreign key to articles: in records that arrive out of order the meeting comes before the article.
    # `id` is a digest of the rest: the same record applied twice is one observation, in whatever order.
    _table(db, "observations").create(
        {
            **dict.fromkeys(("id", "article_id", "portal", "url", "at", "kind", "capture_id", "same_as"), str),
            "view_count": int,
            "evidence": str,
            "portal_alive": int,
        },
        pk="id",
        not_null={"article_id", "portal", "url", "at", "kind"},
    )
    _table(db, "observations").create_index(["portal", "url"])
    _table(db, "observations").create_index(["article_id", "at"])
    _table(db, "observations").create_index(["capture_id"])
    _table(db, "observations").create_index(["same_as"])
    _table(db, "aliases").create(
        {"portal": str, "url": str, "same_as": str, "recorded_at": str}, pk=("portal", "url", "same_as")
    )
    _table(db, "aliases").create_index(["portal", "same_as"])
    _table(db, "rejections").create(
        {**dict.fromkeys(("crawl_id", "url", "at", "reason", "detail", "capture_id"), str)},
        pk=("crawl_id", "url"),
        foreign_keys=[("crawl_id", "crawls", "id")],
    )
    _table(db, "coverage").create(
        {"crawl_id": str, "portal": str, "field": str, "filled": int, "articles": int},
        pk=("crawl_id", "field"),
        foreign_keys=[("crawl_id", "crawls", "id")],
    )
    _table(db, "applied_snapshots").create({"file": str, "sha256": str, "records": int}, pk="file")


@migrations()
def m0002_articles(db: sqlite_utils.Database) -> None:
    """What is computed from the facts: rows for people to query."""
    _table(db, "articles").create(
        {
            "key": int,
            "id": str,
            "portal": str,
            "url": str,
            "authors": str,
            **_ARTICLE_TEXT,
            **dict.fromkeys(("published_day", "modified", "category", "tags", "language"), str),
            "view_count": int,
            "version": int,
            **dict.fromkeys(("content_hash", "first_seen", "last_seen", "last_changed", "removed_at"), str),
            **dict.fromkeys(("evidence", "capture_id", "rules"), str),
        },
        pk="key",
        not_null={"id", "portal", "url", "title", "body", "version", "content_hash", "first_seen", "last_seen"},
        foreign_keys=[("portal", "portals", "id")],
    )
    articles = _table(db, "articles")
    articles.create_index(["id"], unique=True)
    articles.create_index(["portal", "url"], unique=True)
    articles.create_index(["published_day"])
    articles.create_index(["portal", "published_day"])
    _child(
        db,
        "versions",
        ("article_id", "version"),
        {"version": int, **_ARTICLE_TEXT, **dict.fromkeys(("content_hash", "seen_at", "capture_id"), str)},
    )
    _child(
        db,
        "related_links",
        ("article_id", "position"),
        {"position": int, "url": str, "title": str, "published": str, "related_id": str},
    )
    _table(db, "related_links").create_index(["url"])
    _table(db, "related_links").create_index(["related_id"])
    for name in ("attachments", "images"):
        _child(db, name, ("article_id", "position"), {"position": int, "url": str, "title": str, "capture_id": str})
        _table(db, name).create_index(["url"])
    _child(db, "article_urls", ("article_id", "url"), {"portal": str, "url": str})
    _table(db, "article_urls").create_index(["portal", "url"])


@migrations()
def m0003_search(db: sqlite_utils.Database) -> None:
    """The full-text index."""
    search.create_index(db.conn)


@migrations()
def m0004_frontier(db: sqlite_utils.Database) -> None:
    """What is still to be visited, and when again. Not rebuilt from records: a rebuild walks the listings again."""
    _table(db, "frontier").create(
        {
            **dict.fromkeys(("portal", "url", "kind", "state", "found_at", "visited_at", "next_visit"), str),
            **dict.fromkeys(("context", "etag", "last_modified", "capture_id"), str),
        },
        pk=("portal", "url"),
        not_null={"kind", "state"},
    )
    _table(db, "frontier").create_index(["portal", "state"])


@migrations()
def m0005_repeated(db: sqlite_utils.Database) -> None:
    """What the crawls before this one learned to be no part of any article (JSON)."""
    _table(db, "crawls").add_column("repeated", str)


@migrations()
def m0006_host_rests(db: sqlite_utils.Database) -> None:
    """Hosts that said Retry-After. No part of a rebuild, like the frontier."""
    _table(db, "host_rests").create({"host": str, "until": str}, pk="host", not_null={"until"})


@migrations()
def m0007_in_vain(db: sqlite_utils.Database) -> None:
    """How often in a row an address gave nothing: what gives nothing again and again is looked at ever more seldom."""
    _table(db, "frontier").add_column("in_vain", int, not_null_default=0)


@migrations()
def m0008_rejected_files(db: sqlite_utils.Database) -> None:
    """What was rejected where a file should be is not that file."""
    rejected = "SELECT DISTINCT c.portal, c.url FROM rejections r JOIN captures c ON c.id = r.capture_id"
    for portal, url in db.conn.execute(rejected).fetchall():
        media_rows.link_capture(db.conn, portal, url)


def _child(db: sqlite_utils.Database, name: str, pk: tuple[str, ...], columns: dict[str, Any]) -> None:
    """A table whose rows belong to an article and go with it."""
    owner = ForeignKey(table=name, column="article_id", other_table="articles", other_column="id", on_delete="CASCADE")
    _table(db, name).create({"article_id": str, **columns}, pk=pk, foreign_keys=[owner], not_null={"article_id"})
