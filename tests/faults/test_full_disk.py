"""A disk that is full, at whatever byte, or that cannot be written at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, Store
from archive.data_folder import DataFolder
from archive.verification.repair import repair
from archive.verification.repair_log import RepairLog
from archive.verification.verify import verify
from pipelines.salvaging import SalvageReader
from tests.faults import SCALE
from tests.faults.running import processes, small_disk, start, urls
from tests.faults.writing import crawl, mend, write

ARTICLES = 40
# Bytes between which the disk ends: less than an empty database needs, and less than the whole crawl needs.
_LEAST, _MOST = 100_000, 1_500_000


@pytest.mark.parametrize("number", range(SCALE.full_disks))
def test_a_full_disk_loses_nothing_and_is_told_in_one_line(tmp_path: Path, number: int) -> None:
    size = _LEAST + (_MOST - _LEAST) * number // SCALE.full_disks
    with small_disk(tmp_path / "disk", size) as disk:
        data = disk.place / "data"
        writer = start(data, crawls=20, articles=ARTICLES)
        code, told = writer.ended()
        assert code == 5, told
        assert "Traceback" not in told
        assert len([line for line in told.splitlines() if line.startswith("govnews: ")]) == 1
        disk.change("size=64m")
        store = Store.open(data)
        assert writer.acknowledged() <= set(urls(data))
        crawl(store, ARTICLES)
        store.close()
        assert len(urls(data)) == ARTICLES
        assert verify(data).findings == []


@pytest.mark.parametrize("number", range(SCALE.full_disks))
def test_a_repair_that_finds_the_disk_full_loses_nothing(tmp_path: Path, number: int) -> None:
    """A snapshot and the database are damaged; there is room for some of the repair, or none."""
    with small_disk(tmp_path / "disk", 64_000_000) as disk:
        data = disk.place / "data"
        write(data, 2, 20)
        before = sorted(urls(data))
        for file in (*data.glob("snapshots/*/*.jsonl"), data / "archive.db"):
            content = file.read_bytes()
            file.write_bytes(content.replace(b"Tin", b"Tan"))
        used = sum(file.stat().st_blocks * 512 for file in disk.place.rglob("*"))
        disk.change(f"size={used + 4096 * (1 + 250 * number // SCALE.full_disks)}")
        mending = processes.Process(target=mend, args=(data,))
        mending.start()
        mending.join(60)
        assert mending.exitcode in {0, 5}
        disk.change("size=64m")
        assert repair(RepairLog(DataFolder(data)), read=SalvageReader).findings == []
        assert sorted(urls(data)) == before


def test_a_read_only_disk_is_read_and_not_written(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64_000_000) as disk:
        data = disk.place / "data"
        write(data, 1, 4)
        disk.change("ro")
        writer = start(data)
        code, told = writer.ended()
        assert code == 5
        assert told.count("\n") == 1
        assert str(data) in told
        with Archive.open(data) as archive:
            assert archive.search("bai 3") != []
        assert verify(data).findings == []
