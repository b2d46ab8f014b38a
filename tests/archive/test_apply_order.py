"""The rows that `apply()` makes do not depend on the order of the records, nor on how often each is applied."""

from __future__ import annotations

import itertools
import sqlite3
from typing import Any

import sqlite_utils
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Article, Evidence, MediaLink, RelatedLink
from archive.rows.apply import apply_all
from archive.rows.migrations import migrations
from archive.snapshots.records import (
    AliasRecord,
    ArticleRecord,
    CaptureRecord,
    Counts,
    Coverage,
    CrawlRecord,
    EndRecord,
    GoneRecord,
    PortalFacts,
    Record,
    ReextractRecord,
    RejectionRecord,
    SeenRecord,
    fields_of,
)
from archive.verification.comparison import differences

PORTAL = "songmay"
ONE, TWO, OLD = "https://songmay.vn/mot", "https://songmay.vn/hai", "https://songmay.vn/mot-cu"
FILE = "https://songmay.vn/quyet-dinh.pdf"


def crawl(number: int, day: str) -> list[Record]:
    facts = PortalFacts(name=f"Sông Mây {number}", home="https://songmay.vn/", platform="generic", language="vi")
    return [
        CrawlRecord(
            recorded_at=f"{day}T00:00:00.000Z",
            crawl_id=f"c{number}",
            portal=PORTAL,
            facts=facts,
            portal_file="",
            software="",
            rules="r1",
        ),
        EndRecord(
            recorded_at=f"{day}T23:00:00.000Z",
            crawl_id=f"c{number}",
            portal=PORTAL,
            outcome="complete",
            counts=Counts(pages=number),
            coverage=Coverage(articles=number),
        ),
    ]


def capture(name: str, at: str, url: str = ONE, status: int = 200) -> CaptureRecord:
    return CaptureRecord(
        id=name,
        crawl_id="c1",
        portal=PORTAL,
        url=url,
        final_url=url,
        fetched_at=at,
        status=status,
        media_type="text/html",
        digest=f"sha256:{name}",
        warc_file="captures/x.warc.gz",
        warc_offset=0,
        warc_length=1,
        recorded_at=at,
    )


def article(capture: str, at: str, body: str, url: str = ONE, rules: str = "r1", **more: object) -> ArticleRecord:
    return ArticleRecord(**_reading(capture, at, body, url, rules), **more)  # type: ignore[arg-type]


def reextract(capture: str, at: str, body: str, recorded_at: str, url: str = ONE, rules: str = "r2") -> ReextractRecord:
    return ReextractRecord(**{**_reading(capture, at, body, url, rules), "recorded_at": recorded_at})  # type: ignore[arg-type]


def _reading(capture: str, at: str, body: str, url: str, rules: str) -> dict[str, object]:
    reading = Article(
        url=url,
        title="Hội nghị đảng viên",
        body=body,
        view_count=len(body),
        related=(RelatedLink(TWO if url == ONE else ONE, "Tin liên quan"), RelatedLink(OLD, "Tin cũ")),
        attachments=(MediaLink(FILE, "Quyết định"),),
        evidence={"title": Evidence("h1", "Hội nghị đảng viên")},
    )
    return fields_of(reading) | {
        "recorded_at": at,
        "crawl_id": "c1",
        "portal": PORTAL,
        "at": at,
        "capture": capture,
        "rules": rules,
    }


def stamp(at: str, url: str = ONE) -> dict[str, Any]:
    return {"recorded_at": at, "crawl_id": "c1", "portal": PORTAL, "url": url, "at": at}


# A life: two articles; the first edited, edited back, gone twice, seen again, moved to another address, re-read.
LIFE: list[Record] = [
    *crawl(1, "2024-01-01"),
    *crawl(2, "2024-02-01"),
    capture("k1", "2024-01-01T01:00:00.000Z"),
    article("k1", "2024-01-01T01:00:00.000Z", "Bản đầu."),
    capture("k2", "2024-01-02T01:00:00.000Z"),
    article("k2", "2024-01-02T01:00:00.000Z", "Bản sửa."),
    SeenRecord(**stamp("2024-01-03T01:00:00.000Z"), same_as="k1", capture=None, view_count=77),
    GoneRecord(**stamp("2024-01-04T01:00:00.000Z"), evidence="soft-404", portal_alive=True),
    GoneRecord(**stamp("2024-01-05T02:00:00.000Z"), evidence="soft-404", portal_alive=True),
    SeenRecord(**stamp("2024-01-06T01:00:00.000Z"), same_as="k1"),
    GoneRecord(**stamp("2024-01-07T01:00:00.000Z"), evidence="404", portal_alive=True),
    article("k3", "2024-01-01T05:00:00.000Z", "Bài khác.", url=TWO, met_as=("https://songmay.vn/hai-en",)),
    article("k4", "2023-12-01T05:00:00.000Z", "Bản đầu.", url=OLD),
    AliasRecord(recorded_at="2024-01-08T00:00:00.000Z", crawl_id="c1", portal=PORTAL, url=OLD, same_as=ONE),
    reextract("k1", "2024-01-01T01:00:00.000Z", "Bản đầu, đọc kỹ hơn.", "2024-03-01T00:00:00.000Z"),
    reextract("k4", "2023-12-01T05:00:00.000Z", "Bản đầu, đọc kỹ hơn.", "2024-03-01T00:00:00.000Z", url=OLD),
    RejectionRecord(**stamp("2024-01-03T02:00:00.000Z", "https://songmay.vn/x"), reason="login", detail="a"),
    RejectionRecord(**stamp("2024-01-03T03:00:00.000Z", "https://songmay.vn/x"), reason="empty", detail="b"),
    RejectionRecord(**stamp("2024-01-03T03:00:00.000Z", "https://songmay.vn/x"), reason="missing", detail="a"),
    RejectionRecord(**stamp("2024-01-03T03:00:00.000Z", "https://songmay.vn/x"), reason="missing", detail="c"),
    capture("k5", "2024-01-02T03:00:00.000Z", url=FILE),
    capture("k6", "2024-01-03T03:00:00.000Z", url=FILE),
    capture("k7", "2024-01-01T03:00:00.000Z", url=FILE, status=404),
    capture("k8", "2024-01-02T02:00:00.000Z", url=FILE),
    RejectionRecord(**stamp("2024-01-02T02:00:00.000Z", FILE), reason="blocked", detail="a gate", capture="k8"),
]


def applied(batches: list[list[Record]]) -> sqlite3.Connection:
    db = sqlite_utils.Database(memory=True)
    migrations.apply(db)
    db.conn.execute("PRAGMA foreign_keys = ON")
    for batch in batches:
        with db.conn:
            apply_all(db.conn, batch)
    return db.conn


EXPECTED = applied([LIFE])


def test_the_life_comes_out_as_it_was_lived() -> None:
    rows = EXPECTED.execute(
        "SELECT url, version, view_count, first_seen, last_seen, removed_at FROM articles ORDER BY url"
    )
    assert rows.fetchall() == [
        (TWO, 1, 9, "2024-01-01T05:00:00.000Z", "2024-01-01T05:00:00.000Z", None),
        (ONE, 3, 77, "2023-12-01T05:00:00.000Z", "2024-01-06T01:00:00.000Z", "2024-01-07T01:00:00.000Z"),
    ]
    versions = EXPECTED.execute(
        "SELECT v.version, v.body, v.seen_at FROM versions v JOIN articles a ON a.id = article_id WHERE a.url = ?"
        " ORDER BY 1",
        [ONE],
    )
    assert versions.fetchall() == [
        (1, "Bản đầu, đọc kỹ hơn.", "2023-12-01T05:00:00.000Z"),  # seen first at its old address
        (2, "Bản sửa.", "2024-01-02T01:00:00.000Z"),
        (3, "Bản đầu, đọc kỹ hơn.", "2024-01-03T01:00:00.000Z"),
    ]


def test_links_lead_to_what_is_archived() -> None:
    one = EXPECTED.execute("SELECT id FROM articles WHERE url = ?", [ONE]).fetchone()[0]
    links = EXPECTED.execute(
        "SELECT l.url, l.related_id FROM related_links l JOIN articles a ON a.id = article_id WHERE a.url = ?"
        " ORDER BY 1",
        [TWO],
    )
    assert links.fetchall() == [(ONE, one), (OLD, one)]
    files = EXPECTED.execute("SELECT DISTINCT url, capture_id FROM attachments")
    assert files.fetchall() == [(FILE, "k5")]  # the first capture that answered 200 and is no gate
    assert EXPECTED.execute("SELECT reason FROM rejections ORDER BY 1").fetchall() == [("blocked",), ("missing",)]
    assert EXPECTED.execute("SELECT name FROM portals").fetchall() == [("Sông Mây 2",)]


@settings(max_examples=150, deadline=None)
@given(
    order=st.permutations(LIFE),
    again=st.lists(st.sampled_from(LIFE), max_size=6),
    cuts=st.lists(st.integers(1, len(LIFE)), max_size=8),
)
def test_any_order_any_batches_any_repetition_give_the_same_rows(
    order: list[Record], again: list[Record], cuts: list[int]
) -> None:
    records = [*order, *again]
    edges = [0, *sorted(set(cuts)), len(records)]
    batches = [records[start:end] for start, end in itertools.pairwise(edges)]
    assert [str(row) for row in differences(EXPECTED, applied(batches))] == []
