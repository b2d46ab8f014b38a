"""Reads captures back, proves that they are what was written, and mends what a crash left half written."""

from __future__ import annotations

import fcntl
import functools
import os
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

import msgspec
from fastwarc.warc import WarcRecord

from archive.captures.content_decoding import MAX_BODY_BYTES, DecodedContent, decode_content
from archive.captures.digests import payload_digest
from archive.captures.exchange import Headers
from archive.captures.gzip_members import DamagedCaptureError, Location, MemberReader, decompress_member
from portals import StorageError

__all__ = [
    "DamagedCaptureError",
    "Location",
    "StoredResponse",
    "WalkedRecord",
    "payload_digest",
    "read_capture",
    "truncate_torn_tail",
    "walk",
]

_GZIP_MAGIC = b"\x1f\x8b\x08"
_MAX_HEADER_BYTES = 16 * 1024 * 1024


class StoredResponse(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A captured response. `payload` is as sent; header names are as Scrapy gave them, one character a byte.

    A revisit (`refers_to_url` is not None) has no payload of its own: that is in the capture of `refers_to_url` at
    `refers_to_date`, and `digest` is that payload's. `fetched_at` is a UTC time as records write it.
    """

    url: str
    fetched_at: str
    status: int
    headers: Headers
    payload: bytes
    digest: str
    refers_to_url: str | None = None
    refers_to_date: str | None = None
    truncated: str | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever its case; None where there is none."""
        wanted = name.lower()
        return next((value for given, value in self.headers if given.lower() == wanted), None)

    def decode(self, limit: int = MAX_BODY_BYTES) -> DecodedContent:
        """The payload without its content-encoding. Raises ContentError and ContentTooLargeError (`limit` in bytes)."""
        encodings = [value for name, value in self.headers if name.lower() == "content-encoding"]
        return decode_content(self.payload, encodings, limit)

    @functools.cached_property
    def body(self) -> bytes:
        """The payload without its content-encoding, at most 64 MiB; see `decode`."""
        return self.decode().body


def read_capture(data: Path, location: Location, digest: str | None = None) -> StoredResponse:
    """The response that was written at `location`, below the folder `data`.

    Its gzip checksum and both of its WARC digests are verified, and `digest` (as in the table `captures`) where given.
    Raises DamagedCaptureError where the file is not there, is torn or was altered.
    """
    path = data / location.file
    member = _read_member(path, location)
    try:
        record = _parse_record(decompress_member(member))
        response = _response(record)
    except ValueError as error:
        raise DamagedCaptureError(path, location.offset, str(error)) from None
    if digest is not None and digest != response.digest:
        raise DamagedCaptureError(path, location.offset, f"another payload lies here ({response.digest}, not {digest})")
    return response


class WalkedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of a WARC file: a record, or bytes that are none.

    `type` is the record's WARC-Type. It is `damaged` for bytes with good records behind them, `torn` for those up to
    the file's end, and then `problem` says what is wrong. `digest_ok` is None where a record states no digest. `offset`
    and `length` are in bytes; the stretches follow each other without a gap.
    """

    offset: int
    length: int
    type: str
    url: str | None = None
    date: str | None = None
    digest: str | None = None
    digest_ok: bool | None = None
    problem: str | None = None


def walk(file: Path) -> Iterator[WalkedRecord]:
    """Every record of a WARC file in order, good or not. The last good one ends where a `torn` stretch begins.

    Raises StorageError where the file cannot be read.
    """
    try:
        with closing(MemberReader(file)) as reader:
            yield from _walk(reader)
    except OSError as error:
        raise StorageError(f"{file}: cannot be read: {error}") from None


def truncate_torn_tail(file: Path, keep: int = 0) -> int:
    """Cuts off the half record that a crash left at the end of `file`; the number of bytes removed.

    `keep`: the bytes from the start that snapshots rest on, which are never cut off. Damage with good records behind it
    is left alone: that was no crash. Raises DamagedCaptureError where what is to be kept is torn, StorageError
    where the file is being written or cannot be changed.
    """
    try:
        with file.open("r+b") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StorageError(f"{file}: is being written by another process; wait for that crawl to end") from None
            last = next(iter(deque(walk(file), maxlen=1)), None)
            if last is None or last.type != "torn":
                return 0
            if last.offset < keep:
                raise DamagedCaptureError(file, last.offset, last.problem or "torn")
            handle.truncate(last.offset)
            os.fsync(handle.fileno())
            return last.length
    except OSError as error:
        raise StorageError(f"{file}: cannot be mended: {error}") from None


def _parse_record(content: bytes) -> WarcRecord:
    """The one WARC record that `content` is, its length and digests verified. Raises ValueError."""
    try:
        record = WarcRecord.from_bytes(content)
    except OSError as error:
        raise ValueError(f"no WARC record ({error})") from None
    if not (record.headers.status_line or "").startswith("WARC/1."):
        raise ValueError("no WARC record")
    if record.headers.get("WARC-Block-Digest") is not None and not record.verify_block_digest():
        raise ValueError("the record's block is not what its digest says")
    return record


def _read_member(path: Path, location: Location) -> bytes:
    relative = PurePosixPath(location.file)
    if relative.is_absolute() or ".." in relative.parts:
        raise DamagedCaptureError(path, location.offset, "lies outside of the data folder")
    try:
        with path.open("rb") as file:
            file.seek(location.offset)
            member = file.read(location.length)
    except FileNotFoundError:
        raise DamagedCaptureError(path, location.offset, "the file is not there") from None
    except (OSError, ValueError) as error:
        raise DamagedCaptureError(path, location.offset, f"cannot be read ({error})") from None
    if len(member) < location.length:
        raise DamagedCaptureError(path, location.offset, "the file ends before the capture does")
    return member


def _response(record: WarcRecord) -> StoredResponse:
    """The response of a verified record. Raises ValueError."""
    warc = record.headers
    kind = warc.get("WARC-Type")
    if kind not in {"response", "revisit"}:
        raise ValueError(f"holds no response but a record of type {kind!r}")
    if "WARC-Block-Digest" not in warc or "WARC-Payload-Digest" not in warc:
        raise ValueError("the record has no digests, so nothing proves that it is whole")
    record.parse_http(auto_decode="none", max_header_len=_MAX_HEADER_BYTES)
    http = record.http_headers
    if http is None or http.status_code is None:
        raise ValueError("the record holds no HTTP response")
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in http.items_bytes()]
    payload = record.reader.read()
    digest = str(warc["WARC-Payload-Digest"])
    if kind == "response" and digest != payload_digest(payload):
        raise ValueError("the payload is not what its digest says")
    return StoredResponse(
        url=warc.get("WARC-Target-URI") or "",
        fetched_at=warc.get("WARC-Date") or "",
        status=http.status_code,
        headers=headers,
        payload=payload,
        digest=digest,
        refers_to_url=warc.get("WARC-Refers-To-Target-URI"),
        refers_to_date=warc.get("WARC-Refers-To-Date"),
        truncated=warc.get("WARC-Truncated"),
    )


def _walk(reader: MemberReader) -> Iterator[WalkedRecord]:
    offset = 0
    origin: str | None = None  # the warcinfo record of this file
    while offset < reader.size:
        try:
            content, end = reader.read(offset)
            record = _parse_record(content)
        except ValueError as error:
            found = _next_good(reader, offset + 1, origin)
            end = reader.size if found is None else found
            kind = "torn" if found is None else "damaged"
            yield WalkedRecord(offset=offset, length=end - offset, type=kind, digest_ok=False, problem=str(error))
        else:
            if offset == 0 and record.headers.get("WARC-Type") == "warcinfo":
                origin = record.record_id
            yield _walked(record, offset, end - offset)
        offset = end


def _walked(record: WarcRecord, offset: int, length: int) -> WalkedRecord:
    headers = record.headers
    digest = headers.get("WARC-Payload-Digest")
    known = digest is not None or headers.get("WARC-Block-Digest") is not None
    good = True
    # A revisit states the digest of a payload that lies elsewhere; its own block was verified when it was parsed.
    if digest is not None and headers.get("WARC-Type") != "revisit":
        record.parse_http(auto_decode="none", max_header_len=_MAX_HEADER_BYTES)
        good = record.verify_payload_digest()
    return WalkedRecord(
        offset=offset,
        length=length,
        type=headers.get("WARC-Type") or "unknown",
        url=headers.get("WARC-Target-URI"),
        date=headers.get("WARC-Date"),
        digest=digest,
        digest_ok=good if known else None,
        problem=None if good else "the payload is not what its digest says",
    )


def _next_good(reader: MemberReader, start: int, origin: str | None) -> int | None:
    """Where the next record of this file begins, if there is one.

    A captured payload may itself hold gzipped WARC records. They do not know the id of this file's warcinfo record.
    """
    position = reader.find(_GZIP_MAGIC, start)
    while position is not None:
        try:
            record = _parse_record(reader.read(position)[0])
            if origin is None or record.headers.get("WARC-Warcinfo-ID") == origin:
                return position
        except ValueError:
            pass
        position = reader.find(_GZIP_MAGIC, position + 1)
    return None
