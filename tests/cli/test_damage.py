"""Damage of every kind is found and named, without writing anything in the archive."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Sampled

Govnews = Callable[..., Ran]


def one(data: Path, pattern: str) -> Path:
    return sorted(data.glob(pattern))[0]


def flip(file: Path, position: int) -> None:
    content = bytearray(file.read_bytes())
    content[position] ^= 0xFF
    file.write_bytes(content)


def sql(data: Path, statement: str) -> None:
    db = sqlite3.connect(data / "archive.db")
    with db:
        db.execute(statement)
    db.close()


def drop_pages(data: Path) -> None:
    sqlite3.connect(data / "archive.db").execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    file = data / "archive.db"
    content = bytearray(file.read_bytes())
    for page in range(5, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 2048] = b"\xaa" * 2048
    file.write_bytes(content)


DAMAGE: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a flipped byte in a capture": (
        lambda data: flip(one(data, "captures/*/*/sample-paper*"), 5000),
        "captures",
        "sample-paper",
    ),
    "a capture file that is gone": (
        lambda data: one(data, "captures/*/*/sample-paper*").unlink(),
        "captures",
        "sample-paper",
    ),
    "a flipped byte in a snapshot": (
        lambda data: flip(one(data, "snapshots/*/sample-paper*.jsonl"), 9000),
        "snapshots",
        "sample-paper",
    ),
    "a snapshot that is gone": (
        lambda data: one(data, "snapshots/*/sample-paper*.jsonl").unlink(),
        "snapshots",
        "sample-paper",
    ),
    "a manifest that is no manifest": (
        lambda data: one(data, "snapshots/*/MANIFEST.json").write_text("{"),
        "snapshots",
        "MANIFEST.json",
    ),
    "an article changed by hand": (
        lambda data: sql(data, "UPDATE articles SET title = 'x' WHERE key = 3"),
        "rows",
        "articles",
    ),
    "a version that is gone": (
        lambda data: sql(data, "DELETE FROM versions WHERE rowid = 2"),
        "rows",
        "versions",
    ),
    "a capture row changed by hand": (
        lambda data: sql(data, "UPDATE captures SET status = 404 WHERE rowid = 2"),
        "rows",
        "captures",
    ),
    "an article out of the index": (
        lambda data: sql(data, "DELETE FROM search_docsize WHERE id = 3"),
        "rows",
        "search",
    ),
    "pages of the database overwritten": (drop_pages, "database", "archive.db"),
}


def test_a_sound_archive_is_sound(govnews: Govnews, sampled: Sampled) -> None:
    ran = govnews("verify", "--json", "--data", sampled.data)
    said = json.loads(ran.out)
    assert (ran.code, said["findings"]) == (0, [])
    assert said["snapshots"] == 3
    assert said["captures"] > 100


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_and_named(govnews: Govnews, copied: Path, damage: str) -> None:
    act, part, where = DAMAGE[damage]
    act(copied)
    before = {file: file.stat().st_mtime_ns for file in copied.rglob("*") if not file.name.endswith(("-shm", "-wal"))}
    ran = govnews("verify", "--json", "--data", copied)
    assert ran.code == 5
    findings = json.loads(ran.out)["findings"]
    assert any(found["part"] == part and where in found["where"] for found in findings), findings[:3]
    after = {file: file.stat().st_mtime_ns for file in copied.rglob("*") if not file.name.endswith(("-shm", "-wal"))}
    after.pop(copied, None)
    before.pop(copied, None)
    assert before == after


def test_rows_changed_by_hand_come_right_again(govnews: Govnews, copied: Path) -> None:
    sql(copied, "UPDATE articles SET title = 'x'")
    assert govnews("rebuild", "--data", copied).code == 2
    ran = govnews("rebuild", "--force", "--data", copied)
    assert ran.code == 0
    assert govnews("verify", "--data", copied).code == 0


def test_a_search_in_a_broken_database_is_one_line(govnews: Govnews, copied: Path) -> None:
    for suffix in ("-wal", "-shm"):
        (copied / f"archive.db{suffix}").unlink(missing_ok=True)
    (copied / "archive.db").write_bytes(b"SQLite format 3\0" + b"\xaa" * 5000)
    ran = govnews("search", "x", "--data", copied)
    assert ran.code == 5
    assert ran.err.count("\n") == 1
    assert "verify --repair" in ran.err
    assert govnews("verify", "--repair", "--data", copied).code == 0
    assert govnews("search", "dang vien", "--data", copied).code == 0


def test_repair_mends_what_it_can_and_says_each_act(govnews: Govnews, copied: Path) -> None:
    snapshot = one(copied, "snapshots/*/sample-paper*.jsonl")
    flip(snapshot, 9000)
    ran = govnews("verify", "--repair", "--data", copied)
    assert ran.code == 0
    name = snapshot.relative_to(copied).as_posix()
    told = [line for line in ran.err.splitlines() if name in line]
    assert ["set aside" in told[0], "made anew" in told[1]] == [True, True]
    written = [json.loads(line) for line in (copied / "repairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(act["act"], act["file"]) for act in written] == [("set aside", name), ("made anew", name)]
    assert (copied / written[0]["moved_to"]).stat().st_size > 0


@pytest.mark.parametrize(("sample", "read"), [("3", 3), ("10%", None), ("100%", None), ("99999", None)])
def test_a_sample_reads_so_many_captures(govnews: Govnews, sampled: Sampled, sample: str, read: int | None) -> None:
    total = json.loads(govnews("verify", "--json", "--sample", "100%", "--data", sampled.data).out)["captures"]
    said = json.loads(govnews("verify", "--json", "--sample", sample, "--data", sampled.data).out)
    assert said["captures"] == (read or (round(total / 10) if sample == "10%" else total))
    assert (said["findings"], said["compared"]) == ([], False)


@pytest.mark.parametrize("sample", ["0", "-1", "a", "101%", "%"])
def test_what_is_no_sample_is_told(govnews: Govnews, sampled: Sampled, sample: str) -> None:
    ran = govnews("verify", "--sample", sample, "--data", sampled.data)
    assert (ran.code, "no sample" in ran.err) == (2, True)


def test_repair_refuses_a_sample(govnews: Govnews, sampled: Sampled) -> None:
    assert govnews("verify", "--repair", "--sample", "3", "--data", sampled.data).code == 2


def test_a_lost_capture_ends_an_export_in_one_line(copied: Path, tmp_path: Path) -> None:
    lost = one(copied, "captures/*/*/sample-paper*")
    lost.unlink()
    out = tmp_path / "captures.wacz"
    command = [sys.executable, "-m", "cli", "export", "wacz", str(out), "--data", str(copied)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert done.stderr == f"govnews: {lost}: No such file or directory; run `govnews verify`\n"
    assert not list(tmp_path.glob("*wacz*"))
    assert not list(tmp_path.glob(".*"))


def test_a_full_disk_is_said_of_the_file_that_was_to_be_written(
    govnews: Govnews, sampled: Sampled, tmp_path: Path
) -> None:
    full = tmp_path / "full.csv"
    (tmp_path / ".full.csv.unfinished").symlink_to("/dev/full")
    for format_ in ("csv", "wacz"):
        ran = govnews("export", format_, full, "--data", sampled.data)
        assert ran.code == 5
        assert ran.err.splitlines()[-1].startswith(f"govnews: {full}: cannot be written (No space left on device)")
