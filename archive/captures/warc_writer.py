"""Writes captures: WARC/1.1 files, one gzip member a record, readable by warcio and pywb.

Each file opens with a warcinfo record. An exchange is a response record followed by its request record, concurrent to
each other. A connection whose certificate was not verified gets a metadata record beside them: it belongs to the
capture, and no replay tool trips over it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

from archive.captures.digests import payload_digest
from archive.captures.exchange import Exchange, field_value, request_message, response_head, target_uri
from archive.captures.gzip_members import MAX_RECORD_BYTES, Location, compress_member
from archive.data_folder import begin_writing
from archive.timestamps import timestamp
from portals import StorageError

__all__ = ["Exchange", "Location", "WarcWriter"]

# Bytes after which the next file begins; the WARC/1.1 specification recommends one gigabyte (annex C.1).
MAX_FILE_BYTES = 1_000_000_000

_REVISIT = "http://netpreserve.org/warc/1.1/revisit/"  # WARC/1.1 §6.7.2, §6.7.3
_NOT_MODIFIED = 304
_FIELDS = "application/warc-fields"


class WarcWriter:
    """Appends to `captures/YYYY/MM/<portal>-<crawl id>-<00000>.warc.gz` in the folder `data`.

    Year and month are those of the crawl's start (UTC). A new file begins past `max_bytes`, and where a name is taken:
    no file of another writer, nor one that was ever closed, is touched. An open file is locked, so that nobody repairs
    it meanwhile. The first file is made by the first record. `info` are the fields of the warcinfo records (`software`,
    …).

    Use it from one thread at a time. Every method raises StorageError when the disk refuses; what had been written
    before stays whole, and half a record is taken back.
    """

    def __init__(
        self,
        data: Path,
        portal: str,
        crawl_id: str,
        started_at: datetime,
        *,
        info: Mapping[str, str],
        max_bytes: int = MAX_FILE_BYTES,
    ) -> None:
        self._data = data
        self._folder = Path("captures") / started_at.astimezone(UTC).strftime("%Y/%m")
        self._name = f"{portal}-{crawl_id}"
        self._info = dict(info)
        self._max_bytes = max_bytes
        self._number = -1
        self._fd: int | None = None
        self._file = ""
        self._offset = 0
        self._info_id = ""
        self._new = False
        self._failed: str | None = None

    def write_exchange(self, exchange: Exchange, digest: str | None = None) -> Location:
        """Keeps a response and its request; the location is that of the response.

        `digest` is that of the payload, where it is known already.
        """
        self._ready()
        response = self._record(WarcRecordType.response, exchange)
        response.headers["WARC-Payload-Digest"] = digest or payload_digest(exchange.payload)
        if exchange.truncated:
            response.headers["WARC-Truncated"] = exchange.truncated
        return self._write_with_request(exchange, response, response_head(exchange) + exchange.payload)

    def write_revisit(
        self, exchange: Exchange, refers_to_url: str, refers_to_date: str, payload_digest: str
    ) -> Location:
        """Keeps a response that brought nothing new: a 304, or the payload that another capture holds already.

        The three arguments are `url`, `fetched_at` and `digest` of that other capture. Only the headers are written;
        `exchange.payload` gives their Content-Length.
        """
        self._ready()
        revisit = self._record(WarcRecordType.revisit, exchange)
        kind = "server-not-modified" if exchange.status == _NOT_MODIFIED else "identical-payload-digest"
        revisit.headers["WARC-Profile"] = _REVISIT + kind
        revisit.headers["WARC-Refers-To-Target-URI"] = target_uri(refers_to_url)
        revisit.headers["WARC-Refers-To-Date"] = field_value(refers_to_date)
        revisit.headers["WARC-Payload-Digest"] = field_value(payload_digest)
        return self._write_with_request(exchange, revisit, response_head(exchange))

    def begin_sync(self) -> None:
        """Lets the system begin to bring to disk what was written; `sync` then has less to wait for."""
        if self._fd is not None:
            begin_writing(self._fd)

    def sync(self) -> None:
        """Returns when everything written survives a power cut: the file, and the folders that name it."""
        if self._fd is None:
            return
        self._check()
        try:
            os.fsync(self._fd)
            if self._new:
                self._sync_folders()
                self._new = False
        except OSError as error:
            # After a failed fsync the kernel may have dropped what it could not write, so trying again proves nothing.
            raise self._fail(f"cannot be brought to disk: {error}") from None

    def close(self) -> None:
        """Syncs and closes the file. Closing twice does nothing."""
        if self._fd is None:
            return
        try:
            if self._failed is None:
                self.sync()
        finally:
            os.close(self._fd)
            self._fd = None

    def _write_with_request(self, exchange: Exchange, response: WarcRecord, block: bytes) -> Location:
        request = self._record(WarcRecordType.request, exchange)
        response.headers["WARC-Concurrent-To"] = str(request.record_id)
        request.headers["WARC-Concurrent-To"] = str(response.record_id)
        member = _member(response, block)
        members = [member, _member(request, request_message(exchange))]
        if not exchange.tls_verified:
            metadata = self._record(WarcRecordType.metadata, exchange, _FIELDS)
            metadata.headers["WARC-Concurrent-To"] = str(response.record_id)
            members.append(_member(metadata, b"tls-verified: no\r\n"))
        location = Location(self._file, self._offset, len(member))
        self._append(b"".join(members))
        return location

    def _record(self, kind: WarcRecordType, exchange: Exchange, content_type: str | None = None) -> WarcRecord:
        record = WarcRecord()
        record.init_headers(kind)
        headers = record.headers
        headers["WARC-Date"] = timestamp(exchange.fetched_at)
        headers["WARC-Target-URI"] = target_uri(exchange.url)
        headers["WARC-Warcinfo-ID"] = self._info_id
        if exchange.ip:
            headers["WARC-IP-Address"] = field_value(exchange.ip)
        if exchange.protocol:
            headers["WARC-Protocol"] = field_value(exchange.protocol).lower()
        message = "request" if kind == WarcRecordType.request else "response"
        headers["Content-Type"] = content_type or f"application/http; msgtype={message}"
        return record

    def _ready(self) -> None:
        """Makes sure that there is a file with room for one more exchange."""
        self._check()
        if self._fd is not None and self._offset >= self._max_bytes:
            self.close()
        if self._fd is None:
            self._open_next()

    def _open_next(self) -> None:
        folder = self._data / self._folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            while self._fd is None:
                self._number += 1
                path = folder / f"{self._name}-{self._number:05d}.warc.gz"
                try:
                    self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o644)
                except FileExistsError:
                    continue
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise self._fail(f"cannot be made: {error}", str(folder)) from None
        self._file = path.relative_to(self._data).as_posix()
        self._offset = 0
        self._new = True
        info = WarcRecord()
        info.init_headers(WarcRecordType.warcinfo)
        self._info_id = str(info.record_id)
        info.headers["WARC-Date"] = timestamp()
        info.headers["WARC-Filename"] = path.name
        info.headers["Content-Type"] = _FIELDS
        fields = {**self._info, "format": "WARC File Format 1.1"}
        lines = [f"{field_value(name)}: {field_value(value)}\r\n" for name, value in fields.items()]
        self._append(_member(info, "".join(lines).encode()))

    def _append(self, content: bytes) -> None:
        """All of it or nothing: half a record in the middle of a file would hide those behind it."""
        fd = self._open_fd()
        written = 0
        try:
            while written < len(content):
                written += os.write(fd, content[written:])
        except OSError as error:
            try:
                os.ftruncate(fd, self._offset)
            except OSError:
                raise self._fail(f"cannot be written, and ends with half a record: {error}") from None
            raise StorageError(
                f"{self._data / self._file}: cannot be written: {error}; make room and run again"
            ) from None
        self._offset += written

    def _open_fd(self) -> int:
        assert self._fd is not None
        return self._fd

    def _sync_folders(self) -> None:
        folder = (self._data / self._file).parent
        for path in (folder, *folder.parents[: len(self._folder.parts)]):
            fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)

    def _check(self) -> None:
        if self._failed is not None:
            raise StorageError(self._failed)

    def _fail(self, problem: str, file: str | None = None) -> StorageError:
        self._failed = f"{file or self._data / self._file}: {problem}; check the disk and run again"
        return StorageError(self._failed)


def _member(record: WarcRecord, block: bytes) -> bytes:
    if len(block) > MAX_RECORD_BYTES - 1_000_000:
        raise StorageError(
            f"{record.headers['WARC-Target-URI']}: a response of {len(block)} bytes is too large to keep"
        )
    record.headers["WARC-Block-Digest"] = payload_digest(block)
    record.set_bytes_content(block)
    stream = BytesIO()
    record.write(stream)
    return compress_member(stream.getvalue())
