"""The rows of one article, computed from all facts that are known about it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from archive.model import Article
from archive.rows import aliases, media_rows, related_rows
from archive.rows.history import History, Observation, Reading, Readings, best_reading, compute_history
from archive.search import search

_VERSION_TEXT = ("title", "author", "published", "summary", "body")

# Readings that the transaction under way has written, by capture and rules digest: they need not be read back.
FreshReadings = dict[tuple[str, str], Article]


def load_reading(db: sqlite3.Connection, capture: str, rules: str) -> Article:
    """The reading of a capture under a rules digest. Raises KeyError where there is none."""
    row = db.execute("SELECT fields FROM readings WHERE capture_id = ? AND rules = ?", [capture, rules]).fetchone()
    if row is None:
        raise KeyError((capture, rules))
    return msgspec.json.decode(zlib.decompress(row[0]), type=Article)


def resting_on(db: sqlite3.Connection, capture: str) -> list[str]:
    """Ids of the articles of which an observation rests on this capture."""
    return [
        row[0]
        for row in db.execute(
            "SELECT article_id FROM observations WHERE capture_id = ?"
            " UNION SELECT article_id FROM observations WHERE same_as = ?",
            [capture, capture],
        )
    ]


class Known(NamedTuple):
    """What all facts about an article come to."""

    portal: str
    url: str
    addresses: set[str]
    history: History
    readings: Readings

    @property
    def current(self) -> Reading:
        """The reading of it that counts."""
        return best_reading(self.readings[self.history.current])


def known_of(db: sqlite3.Connection, article: str, until: str = "9999") -> Known | None:
    """What is known of an article (its id) by what was observed up to a time; None while no reading of it is."""
    facts = db.execute(
        "SELECT portal, url, at, kind, capture_id, same_as, view_count, evidence, portal_alive"
        " FROM observations WHERE article_id = ? AND at <= ?",
        [article, until],
    ).fetchall()
    if not facts:
        return None
    portal = facts[0][0]
    addresses = aliases.addresses_of(db, portal, facts[0][1])
    url = aliases.canonical_among(db, portal, addresses)
    # That another address of the article is no longer there says nothing of the article.
    observations = [_observation(row) for row in facts if row[3] != "gone" or row[1] == url]
    readings, met_as = _readings(db, {seen.content for seen in observations if seen.content})
    history = compute_history(observations, readings)
    return None if history is None else Known(portal, url, addresses | met_as, history, readings)


def compute(db: sqlite3.Connection, article: str, fresh: FreshReadings) -> None:
    """Makes every row of the article `article` (its id) what the facts say, and leaves alone those that already are."""
    known = known_of(db, article)
    if known is None:
        _delete(db, article)
        return
    is_new = _write_article(db, article, known.portal, known.url, known.history, known.current, fresh)
    _write_versions(db, article, known.history, known.readings, fresh, is_new=is_new)
    _write_urls(db, article, known.portal, known.addresses, is_new=is_new)


def _observation(row: tuple[Any, ...]) -> Observation:
    _, _, at, kind, capture, same_as, view_count, evidence, portal_alive = row
    content = capture if kind == "article" else same_as
    proof = kind == "gone" and bool(portal_alive) and evidence in {"404", "410"}
    return Observation(at, kind, content, capture, view_count, proof)


def _readings(db: sqlite3.Connection, captures: Iterable[str]) -> tuple[Readings, set[str]]:
    """What was read in these captures, and the further addresses under which that was met."""
    found: dict[str, dict[str, Reading]] = {}
    addresses: set[str] = set()
    for capture in captures:
        query = "SELECT rules, content_hash, recorded_at, met_as FROM readings WHERE capture_id = ?"
        for *said, met_as in db.execute(query, [capture]):
            found.setdefault(capture, {})[said[0]] = Reading(*said)
            if met_as != "[]":
                addresses.update(msgspec.json.decode(met_as, type=list[str]))
    return found, addresses


def _write_article(
    db: sqlite3.Connection,
    article: str,
    portal: str,
    url: str,
    history: History,
    best: Reading,
    fresh: FreshReadings,
) -> bool:
    """Writes what is said of the article as it is now; whether there was no row of it, and so none that belongs to it.

    Of such a one nothing need be looked for or deleted: most articles that a crawl meets are new.
    """
    rules = best.rules
    row: dict[str, Any] = {
        "version": len(history.versions),
        "view_count": history.view_count,
        "first_seen": history.first_seen,
        "last_seen": history.last_seen,
        "last_changed": history.last_changed,
        "removed_at": history.removed_at,
    }
    old = db.execute(
        "SELECT key, title, summary, body, capture_id, rules, content_hash FROM articles WHERE id = ?", [article]
    ).fetchone()
    if old is not None and old[4:] == (history.current, rules, best.content_hash):
        _update(db, article, row)
        return False
    reading = fresh.get((history.current, rules)) or load_reading(db, history.current, rules)
    row |= _reading_columns(reading)
    row |= {"capture_id": history.current, "rules": rules, "content_hash": best.content_hash}
    if old is None:
        key = _insert(db, {"id": article, "portal": portal, "url": url, **row})
        search.index(db, key, reading.title, reading.text)
    else:
        _update(db, article, row)
        _index_anew(db, old[0], (old[1], _text(old[2], old[3])), (reading.title, reading.text))
        related_rows.clear(db, article)
        media_rows.clear(db, article)
    related_rows.write(db, article, portal, reading.related)
    media_rows.write(db, article, portal, attachments=reading.attachments, images=reading.images)
    return old is None


def _insert(db: sqlite3.Connection, row: dict[str, Any]) -> int:
    """Adds an article; its key."""
    marks = ", ".join("?" * len(row))
    key = db.execute(f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", [*row.values()]).lastrowid
    assert key is not None
    return key


def _index_anew(db: sqlite3.Connection, key: int, before: tuple[str, str], said: tuple[str, str]) -> None:
    """Title and text changed: a better reading of the author need not touch the index, which costs the most."""
    if before != said:
        search.unindex(db, key, *before)
        search.index(db, key, *said)


def _update(db: sqlite3.Connection, article: str, row: dict[str, Any]) -> None:
    assignments = ", ".join(f"{column} = ?" for column in row)
    db.execute(f"UPDATE articles SET {assignments} WHERE id = ?", [*row.values(), article])


def _reading_columns(reading: Article) -> dict[str, Any]:
    return {
        "title": reading.title,
        "author": reading.author,
        "authors": _json(reading.authors),
        "published": reading.published,
        "published_day": reading.published[:10] if reading.published else None,
        "modified": reading.modified,
        "summary": reading.summary,
        "body": reading.body,
        "category": reading.category,
        "tags": _json(reading.tags),
        "language": reading.language,
        "evidence": _json(reading.evidence),
    }


def _json(value: object) -> str:
    return msgspec.json.encode(value, order="sorted").decode()


def _text(summary: str | None, body: str) -> str:
    return "\n\n".join(part for part in (summary, body) if part)


def _write_versions(
    db: sqlite3.Connection, article: str, history: History, readings: Readings, fresh: FreshReadings, *, is_new: bool
) -> None:
    """Writes the versions anew where they are not what they should be."""
    wanted = []
    for number, version in enumerate(history.versions, start=1):
        best = best_reading(readings[version.content])
        wanted.append((number, best.content_hash, version.seen_at, version.capture, version.content, best.rules))
    query = "SELECT version, content_hash, seen_at, capture_id FROM versions WHERE article_id = ? ORDER BY version"
    have = [] if is_new else db.execute(query, [article]).fetchall()
    same = 0
    while same < min(len(have), len(wanted)) and have[same] == wanted[same][:4]:
        same += 1
    if same == len(have) == len(wanted):
        return
    if same < len(have):
        db.execute("DELETE FROM versions WHERE article_id = ? AND version > ?", [article, same])
    for number, content_hash, seen_at, capture, content, rules in wanted[same:]:
        reading = fresh.get((content, rules)) or load_reading(db, content, rules)
        db.execute(
            "INSERT INTO versions"
            " (article_id, version, title, author, published, summary, body, content_hash, seen_at, capture_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [article, number, *(getattr(reading, name) for name in _VERSION_TEXT), content_hash, seen_at, capture],
        )


def _write_urls(db: sqlite3.Connection, article: str, portal: str, addresses: set[str], *, is_new: bool) -> None:
    query = "SELECT url FROM article_urls WHERE article_id = ?"
    known = set() if is_new else {row[0] for row in db.execute(query, [article])}
    fresh = sorted(addresses - known)
    db.executemany(
        "INSERT INTO article_urls (article_id, url, portal) VALUES (?, ?, ?)",
        [(article, address, portal) for address in fresh],
    )
    related_rows.link(db, portal, fresh)


def _delete(db: sqlite3.Connection, article: str) -> None:
    """Takes an article's rows away: all its observations went to another one by an alias."""
    old = db.execute("SELECT key, title, summary, body, portal FROM articles WHERE id = ?", [article]).fetchone()
    if old is None:
        return
    addresses = [row[0] for row in db.execute("SELECT url FROM article_urls WHERE article_id = ?", [article])]
    search.unindex(db, old[0], old[1], _text(old[2], old[3]))
    db.execute("DELETE FROM articles WHERE id = ?", [article])
    related_rows.link(db, old[4], addresses)
