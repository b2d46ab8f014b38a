"""Damage is found and named, and what a crash left half written is cut off and nothing else."""

from __future__ import annotations

import gzip
import random
import zlib
from pathlib import Path

import msgspec
import pytest

from archive.captures.gzip_members import compress_member
from archive.captures.warc_reader import (
    DamagedCaptureError,
    Location,
    StoredResponse,
    read_capture,
    truncate_torn_tail,
    walk,
)
from portals import StorageError
from tests.archive.exchanges import PAGE, make_exchange, make_writer, write

PAGES = [b"first " * 300, PAGE, b"third " * 300]


@pytest.fixture
def locations(tmp_path: Path) -> list[Location]:
    return write(tmp_path, *(make_exchange(payload=payload) for payload in PAGES))


def outcome(data: Path, location: Location) -> StoredResponse | None:
    try:
        return read_capture(data, location)
    except DamagedCaptureError as error:
        message = str(error)
    assert location.file in message
    assert f"byte {location.offset}" in message
    return None


def test_every_damaged_byte_is_found(tmp_path: Path, locations: list[Location]) -> None:
    where = locations[1]
    file = tmp_path / where.file
    intact = file.read_bytes()
    positions = random.Random(1).sample(range(where.length), min(200, where.length))
    for position in {*positions, *range(20), *range(where.length - 12, where.length)}:
        damaged = bytearray(intact)
        damaged[where.offset + position] ^= 0xFF
        file.write_bytes(damaged)
        assert outcome(tmp_path, where) is None, f"byte {position} of the member"


def test_a_flipped_bit_is_found_or_says_nothing(tmp_path: Path, locations: list[Location]) -> None:
    """Deflate pads its last byte with bits that mean nothing; every other bit counts."""
    where = locations[0]
    file = tmp_path / where.file
    intact = file.read_bytes()
    kept = read_capture(tmp_path, where)
    unnoticed = 0
    for bit in random.Random(2).sample(range(where.length * 8), 400):
        damaged = bytearray(intact)
        damaged[where.offset + bit // 8] ^= 1 << bit % 8
        file.write_bytes(damaged)
        read = outcome(tmp_path, where)
        assert read in (None, kept)
        unnoticed += read is not None
    assert unnoticed <= 7


def test_the_digest_is_verified_even_where_gzip_is_content(tmp_path: Path, locations: list[Location]) -> None:
    where = locations[0]
    file = tmp_path / where.file
    stored = file.read_bytes()
    content = gzip.decompress(stored[where.offset : where.offset + where.length])
    forged = compress_member(content.replace(b"first", b"FIRST"))
    file.write_bytes(stored[: where.offset] + forged + stored[where.offset + where.length :])
    with pytest.raises(DamagedCaptureError, match="digest"):
        read_capture(tmp_path, msgspec.structs.replace(where, length=len(forged)))


@pytest.mark.parametrize("change", ["offset", "length", "request", "file", "outside"])
def test_a_wrong_location_is_named(tmp_path: Path, locations: list[Location], change: str) -> None:
    where = locations[1]
    wrong = {
        "offset": msgspec.structs.replace(where, offset=where.offset + 1),
        "length": msgspec.structs.replace(where, length=where.length - 1),
        "request": Location(where.file, where.offset + where.length, locations[2].offset - where.offset - where.length),
        "file": msgspec.structs.replace(where, file="captures/2026/04/none.warc.gz"),
        "outside": msgspec.structs.replace(where, file="../captures/2026/04/bao-c1-00000.warc.gz"),
    }[change]
    assert outcome(tmp_path, wrong) is None


def test_another_capture_in_its_place_is_noticed(tmp_path: Path, locations: list[Location]) -> None:
    digest = read_capture(tmp_path, locations[0]).digest
    assert read_capture(tmp_path, locations[0], digest).payload == PAGES[0]
    with pytest.raises(DamagedCaptureError, match="another payload"):
        read_capture(tmp_path, locations[1], digest)


def test_a_walk_finds_what_was_written(tmp_path: Path, locations: list[Location]) -> None:
    file = tmp_path / locations[0].file
    walked = list(walk(file))
    assert [record.type for record in walked] == ["warcinfo", *["response", "request"] * 3]
    assert all(record.digest_ok and record.problem is None for record in walked)
    assert [(r.offset, r.length) for r in walked if r.type == "response"] == [(w.offset, w.length) for w in locations]
    assert walked[0].offset == 0
    assert walked[-1].offset + walked[-1].length == file.stat().st_size
    assert (walked[1].url, walked[1].date) == ("https://bao.example.vn/tin/1?page=2", "2026-04-17T04:02:05.123Z")


def test_a_torn_tail_is_cut_off_wherever_it_was_torn(tmp_path: Path, locations: list[Location]) -> None:
    file = tmp_path / locations[0].file
    intact = file.read_bytes()
    last = list(walk(file))[-1]
    for length in range(last.offset + 1, len(intact)):
        file.write_bytes(intact[:length])
        *good, torn = walk(file)
        assert (torn.type, torn.offset, torn.length) == ("torn", last.offset, length - last.offset)
        assert all(record.digest_ok for record in good)
        assert truncate_torn_tail(file) == length - last.offset
        assert file.read_bytes() == intact[: last.offset]
        assert truncate_torn_tail(file) == 0


def test_a_tail_of_zeros_is_cut_off(tmp_path: Path, locations: list[Location]) -> None:
    """What a power cut leaves: the file has its length, but not its last blocks."""
    file = tmp_path / locations[0].file
    intact = file.read_bytes()
    file.write_bytes(intact[: locations[2].offset + 50] + bytes(4096))
    assert truncate_torn_tail(file) > 4096
    assert file.read_bytes() == intact[: locations[2].offset]


def test_damage_amid_good_records_is_shown_and_left_alone(tmp_path: Path, locations: list[Location]) -> None:
    where = locations[1]
    file = tmp_path / where.file
    damaged = bytearray(file.read_bytes())
    damaged[where.offset + where.length // 2] ^= 0xFF
    file.write_bytes(damaged)
    walked = list(walk(file))
    assert [r.type for r in walked] == ["warcinfo", "response", "request", "damaged", "request", "response", "request"]
    assert (walked[3].offset, walked[3].length, walked[3].digest_ok) == (where.offset, where.length, False)
    assert truncate_torn_tail(file) == 0
    assert file.read_bytes() == damaged


def test_what_snapshots_rest_on_is_never_cut_off(tmp_path: Path, locations: list[Location]) -> None:
    where = locations[2]
    file = tmp_path / where.file
    torn = file.read_bytes()[: where.offset + 10]
    file.write_bytes(torn)
    with pytest.raises(DamagedCaptureError, match=f"byte {where.offset}"):
        truncate_torn_tail(file, keep=where.offset + where.length)
    assert file.read_bytes() == torn


def test_a_captured_archive_is_not_taken_for_our_own_records(tmp_path: Path, locations: list[Location]) -> None:
    """A torn record may hold whole records of somebody else's, if it was a WARC file that was captured."""
    foreign = (tmp_path / locations[0].file).read_bytes()
    [where] = write(tmp_path / "mine", make_exchange(payload=b"small"))
    file = tmp_path / "mine" / where.file
    good = file.read_bytes()
    # Compressed data is not compressed again but stored, so it lies in the member as it was captured.
    stored = zlib.compressobj(level=0, wbits=31)
    member = stored.compress(b"WARC/1.1\r\nWARC-Type: response\r\n\r\n" + foreign) + stored.flush()
    assert foreign in member
    file.write_bytes(good + member[:-20])
    assert truncate_torn_tail(file) == len(member) - 20
    assert file.read_bytes() == good


def test_a_file_that_is_being_written_is_not_mended(tmp_path: Path) -> None:
    writer = make_writer(tmp_path)
    where = writer.write_exchange(make_exchange())
    with pytest.raises(StorageError, match="being written"):
        truncate_torn_tail(tmp_path / where.file)
    writer.close()
    assert truncate_torn_tail(tmp_path / where.file) == 0
