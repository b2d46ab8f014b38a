"""Where a record lies in a WARC file, and the gzip member that holds it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from isal import isal_zlib

from portals import StorageError

# Every member begins with these ten bytes (RFC 1952 §2.3: deflate, no flags, no time, unknown system). The checksum of
# a member does not cover them, so they are the same always, and a reader can tell when one of them was flipped.
MEMBER_HEADER: Final = bytes.fromhex("1f8b08000000000000ff")
# No record is larger, in bytes: so large a record could be written but not be read again in a small machine's memory.
MAX_RECORD_BYTES: Final = 512 * 1024 * 1024

_GZIP = 16 + isal_zlib.MAX_WBITS
# isal's stubs call its exception class an instance.
_IsalError: type[Exception] = isal_zlib.error  # type: ignore[assignment]


class Location(msgspec.Struct, frozen=True):
    """The gzip member of one record: `file` relative to the data folder with forward slashes; bytes."""

    file: str
    offset: int
    length: int


class DamagedCaptureError(StorageError):
    """Raised when a capture is not where it should be, or is not what was written there."""

    def __init__(self, file: Path | str, offset: int, problem: str) -> None:
        super().__init__(
            f"{file}, byte {offset}: {problem}; bring the file back from a copy,"
            " `govnews verify` lists all that is damaged"
        )
        self.file = str(file)
        self.offset = offset
        self.problem = problem


def compress_member(content: bytes) -> bytes:
    """One gzip member.

    Level 1: most payloads come compressed, and higher levels gain a twentieth for over twice the time.
    """
    return MEMBER_HEADER + isal_zlib.compress(content, 1, _GZIP)[len(MEMBER_HEADER) :]


def decompress_member(member: bytes) -> bytes:
    """The content of exactly one gzip member. Raises ValueError that says what is wrong with it."""
    if not member.startswith(MEMBER_HEADER):
        raise ValueError("no gzip member begins here")
    decompressor = isal_zlib.decompressobj(_GZIP)
    try:
        content = decompressor.decompress(member, MAX_RECORD_BYTES + 1)
    except _IsalError as error:
        raise ValueError(f"the gzip member is damaged ({error})") from None
    if len(content) > MAX_RECORD_BYTES:
        raise ValueError(f"the record is larger than {MAX_RECORD_BYTES} bytes")
    if not decompressor.eof:
        raise ValueError("the gzip member is cut off")
    if decompressor.unused_data:
        raise ValueError("the gzip member ends too early")
    return content


class MemberReader:
    """Decompresses gzip members of an open file, wherever they begin; needs no length."""

    CHUNK: Final = 64 * 1024

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self.size = self._file.seek(0, 2)

    def read(self, offset: int) -> tuple[bytes, int]:
        """The content of the member that begins at `offset`, and where it ends.

        Raises ValueError where there is none.
        """
        decompressor = isal_zlib.decompressobj(_GZIP)
        self._file.seek(offset)
        content = bytearray()
        position = offset
        while not decompressor.eof:
            chunk = self._file.read(self.CHUNK)
            if not chunk:
                raise ValueError("the gzip member is cut off")
            position += len(chunk)
            try:
                content += decompressor.decompress(chunk, MAX_RECORD_BYTES + 1 - len(content))
            except _IsalError as error:
                raise ValueError(f"the gzip member is damaged ({error})") from None
            if len(content) > MAX_RECORD_BYTES:
                raise ValueError(f"the record is larger than {MAX_RECORD_BYTES} bytes")
        return bytes(content), position - len(decompressor.unused_data)

    def find(self, magic: bytes, start: int) -> int | None:
        """Where `magic` next stands at or after `start`."""
        position = start
        overlap = len(magic) - 1
        while position < self.size:
            self._file.seek(position)
            chunk = self._file.read(self.CHUNK + overlap)
            found = chunk.find(magic)
            if found >= 0:
                return position + found
            position += self.CHUNK
        return None

    def close(self) -> None:
        """Closes the file."""
        self._file.close()
