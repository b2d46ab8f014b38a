"""Processes that start on one archive at the same moment do not stand in each other's way."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from archive.data_folder import DataFolder, write_durably
from archive.snapshots import snapshots
from portals import StorageError
from tests.faults.running import processes
from tests.faults.writing import prepare_together


def test_many_processes_make_one_new_folder(tmp_path: Path) -> None:
    for attempt in range(3):
        together = processes.Barrier(4)
        started = [
            processes.Process(target=prepare_together, args=(together, tmp_path / f"{attempt}")) for _ in range(4)
        ]
        for process in started:
            process.start()
        for process in started:
            process.join(60)
        assert [process.exitcode for process in started] == [0] * 4


def test_a_folder_that_another_process_is_just_marking_is_taken(tmp_path: Path) -> None:
    half = tmp_path / f".govnews-archive.json.{os.getpid()}-00c0ffee.tmp"
    half.write_bytes(b"")
    DataFolder(tmp_path).prepare()
    half.unlink()
    (tmp_path / "thesis.doc").write_text("")
    (tmp_path / "govnews-archive.json").unlink()
    with pytest.raises(StorageError, match="not an archive"):
        DataFolder(tmp_path).prepare()


def test_one_file_written_by_many_threads_is_always_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    contents = [bytes([65 + number]) * 100_000 for number in range(4)]
    failed: list[BaseException] = []

    def write(content: bytes) -> None:
        try:
            for _ in range(10):
                write_durably(file, content)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=[content]) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert file.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [file]


def test_a_snapshot_that_another_start_has_just_removed_is_nobodys(tmp_path: Path) -> None:
    with snapshots.abandoned(tmp_path / "songmay-1.jsonl") as dead:
        assert not dead


@pytest.mark.parametrize("torn", [0, 1, 3_000_000])
def test_a_torn_line_is_cut_off_however_long_it_is(tmp_path: Path, torn: int) -> None:
    file = tmp_path / "a.jsonl"
    whole = b'{"a":1}\n' * 3
    file.write_bytes(whole + b"x" * torn)
    assert snapshots.cut_torn_line(file) == torn
    assert file.read_bytes() == whole
    file.write_bytes(b"x" * torn)
    assert snapshots.cut_torn_line(file) == torn
    assert file.read_bytes() == b""
