"""What is damaged or lost is made anew from what is left, and what it was is kept."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive import Archive, Store
from archive.data_folder import DataFolder, PortalBusyError
from archive.rows.database import open_for_reading
from archive.verification.comparison import differences
from archive.verification.repair import repair
from archive.verification.repair_log import RepairLog
from archive.verification.verify import Verified, verify
from pipelines.salvaging import SalvageReader
from portals import UsageError
from tests.faults.writing import crawl, portal_of, write


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("written") / "data"
    write(data, 2, 9)
    write(data, 1, 4, name="khesanh")
    return data


@pytest.fixture
def data(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "data"))


def mended(data: Path, *known: str) -> tuple[Verified, RepairLog]:
    log = RepairLog(DataFolder(data))
    return repair(log, read=SalvageReader, portals={name: portal_of(name) for name in known}), log


def articles(data: Path) -> dict[str, tuple[str, str, str | None]]:
    with Archive.open(data) as archive:
        return {found.url: (found.title, found.body, found.removed_at) for found in archive.articles()}


def one(data: Path, pattern: str) -> Path:
    return sorted(data.glob(pattern))[0]


def flip(file: Path, position: int | None = None) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2 if position is None else position] ^= 0x55
    file.write_bytes(content)


def lose_database(data: Path) -> None:
    for file in data.glob("archive.db*"):
        file.unlink()


def sql(data: Path, *statements: str) -> None:
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        for statement in statements:
            db.execute(statement)


def rows_of(data: Path, table: str) -> int:
    with closing(open_for_reading(data / "archive.db").conn) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize("lost", [False, True])
def test_a_snapshot_is_made_anew_from_the_rows(data: Path, written: Path, lost: bool) -> None:
    """As long as the database is sound nothing is lost, whatever the crawl said."""
    for file in sorted(data.glob("snapshots/*/*.jsonl")):
        file.unlink() if lost else flip(file)
    found, log = mended(data)
    assert found.findings == []
    with (
        closing(open_for_reading(written / "archive.db").conn) as before,
        closing(open_for_reading(data / "archive.db").conn) as after,
    ):
        assert [str(difference) for difference in differences(before, after)] == []
    assert rows_of(data, "frontier") == rows_of(written, "frontier")
    assert [act.act for act in log.acts].count("made anew") == 3


def test_a_snapshot_is_made_anew_from_the_captures(data: Path, written: Path) -> None:
    """The database is gone, and with it one snapshot: what the articles said is read once more."""
    lose_database(data)
    one(data, "snapshots/*/khesanh*.jsonl").unlink()
    flip(one(data, "snapshots/*/songmay*.jsonl"))
    found, _ = mended(data)
    # The lost portal file is nowhere else, so the three pages of that portal stay captures.
    assert {finding.part for finding in found.findings} == {"captures"}
    assert "khesanh" in found.findings[0].where
    before = {url: said for url, said in articles(written).items() if "songmay" in url}
    after = articles(data)
    assert after.keys() == before.keys()
    assert {url: said[0] for url, said in after.items()} == {url: said[0] for url, said in before.items()}
    assert {url for url, said in after.items() if said[2]} == {url for url, said in before.items() if said[2]}
    assert mended(data, "khesanh")[0].findings == []
    assert articles(data).keys() == articles(written).keys()


def test_a_damaged_snapshot_does_not_keep_crawls_from_beginning(
    data: Path, written: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lose_database(data)
    damaged = one(data, "snapshots/*/khesanh*.jsonl")
    flip(damaged)
    kept = damaged.read_bytes()
    store = Store.open(data)
    crawl(store, 3)
    store.close()
    assert "verify --repair" in caplog.text
    assert damaged.read_bytes() == kept
    assert not any("khesanh" in url for url in articles(data))
    found, _ = mended(data)
    assert found.findings == []
    assert articles(data).keys() == articles(written).keys()
    (aside,) = data.glob("damaged/*/snapshots/*/*.jsonl")
    assert aside.read_bytes() == kept


def test_a_damaged_manifest_is_written_again(data: Path, written: Path) -> None:
    manifest = one(data, "snapshots/*/MANIFEST.json")
    before = manifest.read_bytes()
    manifest.write_bytes(before.replace(b'"bytes": ', b'"bytes": 1'))
    Store.open(data).close()  # is no hindrance
    found, _ = mended(data)
    assert found.findings == []
    assert manifest.read_bytes() == before
    assert articles(data) == articles(written)


def test_a_broken_database_is_kept_and_made_anew_without_being_forced(data: Path, written: Path) -> None:
    from archive.verification.rebuild import rebuild

    with pytest.raises(UsageError, match="--force"):
        rebuild(data)
    for suffix in ("-wal", "-shm"):
        (data / f"archive.db{suffix}").unlink(missing_ok=True)
    broken = b"SQLite format 3\0" + b"\xaa" * 5000
    (data / "archive.db").write_bytes(broken)
    rebuild(data)
    assert one(data, "damaged/*/archive.db").read_bytes() == broken
    assert articles(data) == articles(written)


def test_words_missing_in_the_index_come_back_and_the_frontier_stays(data: Path, written: Path) -> None:
    sql(data, "INSERT INTO search (search) VALUES ('delete-all')")
    assert verify(data).findings != []
    found, log = mended(data)
    assert found.findings == []
    assert [act.act for act in log.acts] == ["made the full-text index anew"]
    assert rows_of(data, "frontier") == rows_of(written, "frontier")
    with Archive.open(data) as archive:
        assert archive.search("bai 1") != []


def test_what_a_killed_crawl_left_half_written_is_kept_before_it_is_cut_off(data: Path) -> None:
    """Its snapshot is no longer listed, ends in half a line, and its captures in half a record."""
    snapshot = one(data, "snapshots/*/khesanh*.jsonl")
    captures = one(data, "captures/*/*/khesanh*")
    (snapshot.parent / "MANIFEST.json").unlink()
    whole, records = snapshot.read_bytes(), captures.read_bytes()
    snapshot.write_bytes(whole + b'{"record":"article","ti')
    captures.write_bytes(records + records[:100])
    found, _ = mended(data)
    assert found.findings == []
    assert (snapshot.read_bytes(), captures.read_bytes()) == (whole, records)
    kept = {file.read_bytes() for file in data.glob("damaged/**/*") if file.is_file()}
    assert {b'{"record":"article","ti', records[:100]} <= kept


def test_a_damaged_capture_is_named_with_its_articles_and_stays(data: Path) -> None:
    file = one(data, "captures/*/*/khesanh*")
    with closing(open_for_reading(data / "archive.db").conn) as db:
        offset, url = db.execute(
            "SELECT warc_offset, url FROM captures WHERE portal = 'khesanh' AND url LIKE '%bai-2'"
        ).fetchone()
    flip(file, offset + 40)
    damaged = file.read_bytes()
    found, _ = mended(data)
    assert [(each.file, each.offset, each.articles) for each in found.findings] == [
        (file.relative_to(data).as_posix(), offset, (url,))
    ]
    assert file.read_bytes() == damaged


def test_nothing_is_repaired_while_a_crawl_is_under_way(data: Path) -> None:
    from archive.verification.rebuild import rebuild

    store = Store.open(data)
    writer = store.begin(portal_of(), rules="r1", software={})
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    with pytest.raises(PortalBusyError, match="songmay"):
        mended(data)
    with pytest.raises(PortalBusyError, match="under way"):
        rebuild(data, force=True)
    assert {file: file.read_bytes() for file in data.rglob("*") if file.is_file()} == before
    writer.end("complete")
    store.close()
    assert mended(data)[0].findings == []


def test_a_lost_crawl_that_kept_nothing_comes_back(data: Path) -> None:
    """It only wrote down that it was; its snapshot and the whole manifest of that day are gone."""
    store = Store.open(data)
    writer = store.begin(portal_of("khesanh"), rules="r1", software={})
    crawl_id = writer.crawl_id
    writer.end("unreachable")
    store.close()
    snapshot = one(data, f"snapshots/*/*{crawl_id}.jsonl")
    written = snapshot.read_bytes()
    snapshot.unlink()
    (snapshot.parent / "MANIFEST.json").unlink()
    assert verify(data).findings != []
    assert mended(data)[0].findings == []
    assert snapshot.read_bytes() == written


DAMAGE: dict[str, Callable[[Path], object]] = {
    "flipped": flip,
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 3]),
    "emptied": lambda file: file.write_bytes(b""),
    "lost": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_any_one_file_but_a_capture_comes_right_again(written: Path, tmp_path: Path, damage: str) -> None:
    """Whichever it is, and whatever befalls it: no article is lost, and nothing that was there is gone."""
    before = articles(written)
    names = [
        file.relative_to(written) for file in sorted(written.rglob("*")) if file.suffix in {".jsonl", ".json", ".db"}
    ]
    for number, name in enumerate(names):
        data = Path(shutil.copytree(written, tmp_path / f"{number}"))
        DAMAGE[damage](data / name)
        left = (data / name).read_bytes() if (data / name).exists() else b""
        found, _ = mended(data)
        assert found.findings == [], name
        assert articles(data).keys() == before.keys(), name
        everything = [file.read_bytes() for file in data.rglob("*") if file.is_file()]
        assert left in everything or left == b"", name
