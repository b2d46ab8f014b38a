"""Every altered byte is found that changes anything the archive keeps, wherever it lies.

A byte may hold nothing: an unused page of the database, the padding behind a compressed record. So a flip that `verify`
does not report must have left every record, every line and every row as it was.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.captures.gzip_members import MemberReader
from archive.captures.warc_reader import walk
from archive.verification.verify import Verified, verify
from portals import StorageError
from tests.faults import SCALE
from tests.faults.writing import write

KINDS = ("captures/*/*/*.warc.gz", "snapshots/*/*.jsonl", "snapshots/*/MANIFEST.json", "archive.db", "*.json")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("written") / "data"
    write(data, 2, 12)
    write(data, 1, 4, name="khesanh")
    assert verify(data).findings == []
    return data


@pytest.mark.parametrize("kind", KINDS)
def test_no_flipped_byte_goes_unseen(written: Path, tmp_path: Path, kind: str) -> None:
    moments = random.Random(kind)
    missed = []
    for number in range(SCALE.flips // len(KINDS)):
        data = Path(shutil.copytree(written, tmp_path / f"{number}"))
        file = moments.choice(sorted(data.glob(kind)))
        content = bytearray(file.read_bytes())
        position, other = moments.randrange(len(content)), moments.randrange(1, 256)
        content[position] ^= other
        file.write_bytes(content)
        if not found(data) and kept(data) != kept(written):
            missed.append((file.name, position, other))
        shutil.rmtree(data)
    assert missed == []


def found(data: Path) -> bool:
    """Whether `verify` reports anything."""
    try:
        result: Verified = verify(data)
    except StorageError:
        return True
    return result.findings != []


def records_in(file: Path) -> list[bytes]:
    """The records of a WARC file, byte for byte, each behind the place of its member and the head of it."""
    content = file.read_bytes()
    with closing(MemberReader(file)) as reader:
        return [
            b"%d" % record.offset + content[record.offset : record.offset + 10] + reader.read(record.offset)[0]
            for record in walk(file)
        ]


def kept(data: Path) -> list[object]:
    """All that the archive holds: the records of its WARC files, its other files, and every row of its database."""
    said: list[object] = [records_in(file) for file in sorted(data.glob("captures/*/*/*.warc.gz"))]
    said += [file.read_bytes() for file in sorted(data.glob("snapshots/*/*"))]
    said.append((data / "govnews-archive.json").read_bytes())
    with closing(sqlite3.connect(f"file:{data}/archive.db?mode=ro", uri=True)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        # The frontier is no part of what is kept: nothing but itself says what should be in it.
        said += [sorted(map(repr, db.execute(f'SELECT * FROM "{name}"'))) for name in names if name != "frontier"]
    return said
