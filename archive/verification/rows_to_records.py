"""Makes records again of rows that no snapshot accounts for: when one was damaged or lost, and the database was not."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import msgspec

from archive.data_folder import DataFolder
from archive.model import Context
from archive.rows import article_rows
from archive.rows.database import open_for_reading
from archive.snapshots.records import (
    COVERED_FIELDS,
    AliasRecord,
    ArticleRecord,
    CaptureRecord,
    Counts,
    Coverage,
    EndRecord,
    GoneRecord,
    Outcome,
    Record,
    ReextractRecord,
    RejectionRecord,
    SeenRecord,
    fields_of,
)
from archive.timestamps import timestamp
from archive.verification.comparison import differences
from archive.verification.rebuild import build

_FACTS = ("captures", "readings", "observations", "rejections", "aliases")
Row = dict[str, Any]


class UnaccountedRows:
    """What the rows of a database say that the sound snapshots do not; by the crawl that must have said it."""

    def __init__(self, folder: DataFolder, db: sqlite3.Connection) -> None:
        self._db = db
        self._rows: dict[str, list[Row]] = {table: [] for table in _FACTS}
        with tempfile.TemporaryDirectory(prefix="govnews-repair-") as scratch:
            file = Path(scratch) / "archive.db"
            build(folder, file, finish=False, whole=False)
            with closing(open_for_reading(file).conn) as fresh:
                for found in differences(fresh, db):
                    if found.right is not None and found.table in _FACTS:
                        self._rows[found.table].append(found.right)

    def knows(self, crawl: str) -> bool:
        """Whether the database has begun to take down a crawl."""
        query = "SELECT 1 FROM crawls WHERE id = ? AND started_at IS NOT NULL"
        return self._db.execute(query, [crawl]).fetchone() is not None

    def records(self, portal: str, crawl: str) -> Iterator[Record]:
        """The records of one crawl, in the order of what they rest on, without its first and its last."""
        began, ended = self._db.execute("SELECT started_at, finished_at FROM crawls WHERE id = ?", [crawl]).fetchone()
        self._portal, self._crawl = portal, crawl
        self._span = (began, ended or "9999")
        for row in self._rows["captures"]:
            if row["crawl_id"] == crawl:
                yield CaptureRecord(**{**row, "tls_verified": bool(row["tls_verified"])}, recorded_at=row["fetched_at"])
        yield from self._observations()
        for row in self._rows["readings"]:
            if row is not None and self._is_ours(row["capture_id"], row["recorded_at"]):
                yield ReextractRecord(**self._reading(row, self._met_at(row["capture_id"])))
        for row in self._rows["rejections"]:
            if row["crawl_id"] == crawl:
                yield RejectionRecord(
                    recorded_at=row["at"], crawl_id=crawl, portal=portal, capture=row.pop("capture_id"), **_but(row)
                )
        for row in self._rows["aliases"]:
            query = "SELECT recorded_at FROM aliases WHERE portal = ? AND url = ? AND same_as = ?"
            at = self._db.execute(query, [row["portal"], row["url"], row["same_as"]]).fetchone()[0]
            if row["portal"] == portal and self._span[0] <= at <= self._span[1]:
                yield AliasRecord(recorded_at=at, crawl_id=crawl, portal=portal, url=row["url"], same_as=row["same_as"])

    def end(self, portal: str, crawl: str) -> EndRecord | None:
        """The last record of a crawl; None where the rows know of no end."""
        names = [field.name for field in msgspec.structs.fields(Counts)]
        query = f"SELECT finished_at, outcome, {', '.join(names)} FROM crawls WHERE id = ?"
        finished, outcome, *counts = self._db.execute(query, [crawl]).fetchone()
        if finished is None or outcome not in get_args(Outcome):
            return None
        coverage = Coverage()
        for field, filled, articles in self._db.execute(
            "SELECT field, filled, articles FROM coverage WHERE crawl_id = ?", [crawl]
        ):
            coverage.articles = articles
            if field in COVERED_FIELDS:
                coverage.filled[field] = filled
        return EndRecord(
            recorded_at=finished,
            crawl_id=crawl,
            portal=portal,
            outcome=outcome,
            counts=Counts(**dict(zip(names, counts, strict=True))),
            coverage=coverage,
        )

    def _observations(self) -> Iterator[Record]:
        for row in self._rows["observations"]:
            if row["portal"] != self._portal or not self._is_ours(row["capture_id"], row["at"], own=True):
                continue
            said = {"recorded_at": row["at"], "crawl_id": self._crawl, "portal": self._portal, "at": row["at"]}
            if row["kind"] == "article":
                reading = self._first_reading(row["capture_id"])
                if reading is not None:
                    yield ArticleRecord(**self._reading(reading, row["at"]))
            elif row["kind"] == "seen":
                more = {name: row[name] for name in ("url", "same_as", "view_count")}
                yield SeenRecord(**said, **more, capture=row["capture_id"])
            else:
                alive = bool(row["portal_alive"])
                capture, evidence = row["capture_id"], row["evidence"]
                yield GoneRecord(**said, url=row["url"], evidence=evidence, portal_alive=alive, capture=capture)

    def _is_ours(self, capture: str | None, at: str, *, own: bool = False) -> bool:
        """Whether this crawl must have said it: by whose capture it rests on (`own`), else by when it was said."""
        found = self._db.execute("SELECT crawl_id, portal FROM captures WHERE id = ?", [capture]).fetchone()
        if own and found is not None:
            return bool(found[0] == self._crawl)
        return bool(found is None or found[1] == self._portal) and self._span[0] <= at <= self._span[1]

    def _first_reading(self, capture: str) -> Row | None:
        """The reading that an article record brought: the first of its capture; it is not given out again."""
        mine = [row for row in self._rows["readings"] if row["capture_id"] == capture]
        if mine:
            first = min(mine, key=lambda row: str(row["recorded_at"]))
            self._rows["readings"].remove(first)
            return first
        names = ("capture_id", "rules", "recorded_at", "met_as", "context")
        query = f"SELECT {', '.join(names)} FROM readings WHERE capture_id = ? ORDER BY recorded_at LIMIT 1"
        row = self._db.execute(query, [capture]).fetchone()
        return dict(zip(names, row, strict=True)) if row else None

    def _reading(self, row: Row, at: str) -> Row:
        article = article_rows.load_reading(self._db, row["capture_id"], row["rules"])
        return fields_of(article) | {
            "recorded_at": row["recorded_at"],
            "crawl_id": self._crawl,
            "portal": self._portal,
            "at": at,
            "capture": row["capture_id"],
            "rules": row["rules"],
            "met_as": tuple(msgspec.json.decode(row["met_as"])),
            "context": msgspec.json.decode(row["context"], type=Context) if row["context"] else None,
        }

    def _met_at(self, capture: str) -> str:
        row = self._db.execute("SELECT fetched_at FROM captures WHERE id = ?", [capture]).fetchone()
        return str(row[0]) if row else timestamp()


def _but(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in {"crawl_id", "portal"}}
