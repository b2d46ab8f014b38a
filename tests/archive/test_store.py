"""What a crawl writes, where it lies, and that nothing acknowledged is lost."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from archive import Archive, Store
from archive.captures.stored_captures import StoredCapture
from archive.data_folder import PortalBusyError
from archive.model import Article, Context, Rejection
from archive.snapshots.records import schema
from archive.verification.rebuild import rebuild
from archive.verification.verify import verify
from portals import Portal, StorageError, UsageError
from tests.archive.conftest import Writing

ONE, TWO = "https://songmay.vn/bai-1", "https://songmay.vn/bai-2"


def lines(data: Path) -> list[dict[str, object]]:
    files = sorted(data.glob("snapshots/*/*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_an_article_is_new_then_unchanged_then_changed(store: Store, portal: Portal, data: Path) -> None:
    verdicts = []
    for title in ("Họp đảng viên", "Họp đảng viên", "Họp toàn thể"):
        crawl = Writing(store, portal)
        verdicts.append(crawl.article(ONE, title))
        crawl.writer.end("complete")
    assert verdicts == ["new", "unchanged", "changed"]
    with Archive.open(data) as archive:
        assert archive.article(ONE).version == 2
        assert [version.title for version in archive.versions(ONE)] == ["Họp đảng viên", "Họp toàn thể"]
        hits = archive.search("hop toan the")
        assert [(hit.url, hit.title) for hit in hits] == [(ONE, "Họp toàn thể")]
        assert archive.search("đang viên") == []


def test_a_snapshot_tells_the_whole_story(store: Store, portal: Portal, data: Path) -> None:
    crawl = Writing(store, portal)
    crawl.article(ONE, "Một")
    crawl.writer.reject(TWO, "2024-05-01T02:00:00.000Z", "login", "a form", None)
    crawl.writer.end("complete")
    written = lines(data)
    assert [line["record"] for line in written] == ["crawl", "capture", "article", "rejection", "end"]
    assert written[0]["portal_file"] == portal.text
    assert written[2]["capture"] == written[1]["id"]
    assert written[4]["counts"] == {
        "pages": 1,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "removed": 0,
        "rejected": 1,
        "errors": 0,
    }
    for line in written:
        jsonschema.validate(line, schema())


def test_the_schema_of_the_records_ships_as_it_is() -> None:
    shipped = Path(__file__).parents[2] / "archive" / "records.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))


def test_a_manifest_seals_each_snapshot(store: Store, portal: Portal, data: Path) -> None:
    Writing(store, portal).writer.end("complete")
    (file,) = data.glob("snapshots/*/*.jsonl")
    manifest = json.loads((file.parent / "MANIFEST.json").read_text(encoding="utf-8"))
    content = file.read_bytes()
    assert manifest == {file.name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "records": 2}}


def test_a_killed_crawl_is_finished_by_the_next_start(data: Path, portal: Portal) -> None:
    killed = Store.open(data)
    crawl = Writing(killed, portal)
    crawl.article(ONE, "Một")
    crawl.writer.commit()
    crawl.article(TWO, "Hai")  # said, never committed
    crawl.writer._records.unwritten.close()  # what the kernel does for a dead process: files closed, locks gone
    killed.close()
    (snapshot,) = data.glob("snapshots/*/*.jsonl")
    found = verify(data)
    assert (found.findings, found.unfinished) == ([], 1)
    with snapshot.open("ab") as file:
        file.write(b'{"record":"article","ti')
    (data / "archive.db").unlink()  # and the database is gone as well

    Store.open(data).close()
    assert [line["record"] for line in lines(data)] == ["crawl", "capture", "article", "end"]
    assert lines(data)[-1]["outcome"] == "interrupted"
    with Archive.open(data) as archive:
        assert [article.title for article in archive.articles()] == ["Một"]
    assert verify(data).findings == []


def test_a_rebuilt_database_is_equal(store: Store, portal: Portal, data: Path) -> None:
    for title in ("Một", "Một, sửa"):
        crawl = Writing(store, portal)
        crawl.article(ONE, title)
        crawl.article(TWO, "Hai")
        crawl.writer.end("complete")
    with pytest.raises(UsageError, match="--force"):
        rebuild(data)
    made = rebuild(data, force=True)
    assert (made.snapshots, made.articles, made.versions, made.captures) == (2, 2, 3, 4)
    found = verify(data)
    assert found.findings == []
    assert (found.snapshots, found.captures, found.articles) == (2, 4, 2)
    assert list(data.rglob("*.tmp*")) == []


def test_an_equal_page_is_kept_once_and_read_twice(store: Store, portal: Portal, data: Path) -> None:
    for _ in range(2):
        crawl = Writing(store, portal)
        again = crawl.keep(ONE, "Một\nĐảng viên gương mẫu.".encode())
        crawl.writer.end("complete")
    with Archive.open(data) as archive:
        stored = archive.capture(again)
    assert stored.capture.revisit_of is not None
    assert stored.response.body.decode() == "Một\nĐảng viên gương mẫu."


def test_better_rules_are_no_edit(store: Store, portal: Portal, data: Path) -> None:
    """Under new rules the earlier capture is read again first, so only what the page says can differ."""
    first = Writing(store, portal, rules="r1")
    first.article(ONE, "Một", "Thiếu một đoạn.")
    first.writer.end("complete")

    def reread(stored: StoredCapture, context: Context | None) -> Article | Rejection:
        assert stored.response.body.decode() == "Một\nThiếu một đoạn."
        return Article(url=ONE, title="Một", body="Đủ cả hai đoạn.")

    second = Writing(store, portal, rules="r2", reread=reread)
    verdict = second.article(ONE, "Một", "Đủ cả hai đoạn.")
    second.writer.end("complete")
    assert verdict == "unchanged"
    assert [line["record"] for line in lines(data)][4:] == ["crawl", "capture", "reextract", "seen", "end"]
    with Archive.open(data) as archive:
        assert [(version.version, version.body) for version in archive.versions(ONE)] == [(1, "Đủ cả hai đoạn.")]


def test_one_crawl_a_portal(store: Store, portal: Portal) -> None:
    crawl = Writing(store, portal)
    with pytest.raises(PortalBusyError, match="songmay"):
        Writing(store, portal)
    crawl.writer.end("complete")
    Writing(store, portal).writer.end("complete")


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("")
    with pytest.raises(StorageError, match="not an archive"):
        Store.open(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.doc"]


def test_an_archive_of_a_newer_govnews_is_left_alone(store: Store, data: Path) -> None:
    store.db["_sqlite_migrations"].insert({"migration_set": "govnews", "name": "m9999_future", "applied_at": ""})  # type: ignore[union-attr]
    with pytest.raises(StorageError, match="newer govnews"):
        Store.open(data)


def test_readers_of_what_is_not_there_are_told(data: Path, store: Store) -> None:
    with pytest.raises(StorageError, match="no such data folder"):
        Archive.open(data / "elsewhere")
    with Archive.open(data) as archive, pytest.raises(UsageError, match="no such article"):
        archive.article("https://songmay.vn/bai-404")


def test_plain_sqlite_and_jq_show_it(store: Store, portal: Portal, data: Path) -> None:
    """No program of ours is needed to read an archive: here, Python's bare sqlite3 in another process."""
    crawl = Writing(store, portal)
    crawl.article(ONE, "Một")
    crawl.writer.end("complete")
    query = "SELECT title, version FROM articles"
    program = f"import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute('{query}').fetchall())"
    arguments = [sys.executable, "-c", program, str(data / "archive.db")]
    shown = subprocess.run(arguments, capture_output=True, check=True, encoding="utf-8")
    assert shown.stdout.strip() == "('Một', 1)"


def test_articles_as_a_dataframe(store: Store, portal: Portal, data: Path) -> None:
    crawl = Writing(store, portal)
    crawl.article(ONE, "Một")
    crawl.article(TWO, "Hai")
    crawl.writer.end("complete")
    with Archive.open(data) as archive:
        frame = archive.dataframe(portal="songmay")
    assert sorted(frame["title"]) == ["Hai", "Một"]
    assert frame["published_day"].isna().all()
    with Archive.open(data) as archive:
        assert archive.dataframe(since="2024").empty


def test_after_a_rebuild_articles_are_known_and_will_be_visited_again(data: Path, portal: Portal) -> None:
    store = Store.open(data)
    crawl = Writing(store, portal)
    crawl.article(ONE, "Một")
    crawl.writer.end("complete")
    store.close()
    rebuild(data, force=True)
    store = Store.open(data)
    again = Writing(store, portal)
    (row,) = again.writer.load_frontier()
    again.writer.end("complete")
    store.close()
    assert (row.url, row.kind, row.state) == (ONE, "article", "done")
    assert row.visited_at is not None
    assert row.next_visit is not None
    assert datetime.fromisoformat(row.next_visit) - datetime.fromisoformat(row.visited_at) == timedelta(days=30)


def test_what_a_killed_start_left_half_made_is_removed(data: Path) -> None:
    Store.open(data).close()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    day = data / "snapshots" / "2024-05-01"
    day.mkdir()
    left = [data / f".archive.db.{ended.pid}-0a1b2c3d.tmp{suffix}" for suffix in ("", "-wal", "-shm")]
    left.append(day / f".MANIFEST.json.{ended.pid}-0a1b2c3d.tmp")
    alive = data / f".govnews-archive.json.{os.getpid()}-0a1b2c3d.tmp"
    for file in (*left, alive):
        file.write_bytes(b"")
    Store.open(data).close()
    assert [file for file in left if file.exists()] == []
    assert alive.exists()
