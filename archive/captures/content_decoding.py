"""Takes the content-encoding off a payload, within a limit: 405 bytes can hold 256 megabytes.

As forgiving as a browser, because such pages were read by people: what was decoded before a stream broke off counts,
and an encoding that does not exist (`utf-8`, `none`) is passed over. `DecodedContent.complete` tells.
"""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Final

import brotli  # type: ignore[import-untyped]
import msgspec
from isal import isal_zlib

from portals import GovnewsError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# More than any page and any attachment (20 MB) that is kept; in bytes.
MAX_BODY_BYTES: Final = 64 * 1024 * 1024

_CHUNK = 64 * 1024
_MAX_LAYERS = 3  # nobody compresses thrice on purpose
_ZSTD_WINDOW_LOG = 23  # RFC 9659: the 8 MB that a decoder on the web must offer
_TOO_MUCH_MEMORY = "requires too much memory"  # what zstd says of a larger window
_IsalError: type[Exception] = isal_zlib.error  # type: ignore[assignment]


class ContentError(GovnewsError):
    """Raised when a payload cannot be decoded at all; the page is `undecodable`."""


class ContentTooLargeError(ContentError):
    """Raised when a payload decodes to more than the limit; the page is `too-large`."""


class DecodedContent(msgspec.Struct, frozen=True):
    """A payload without its content-encoding; `complete` is False where the stream broke off or failed its checksum."""

    body: bytes
    complete: bool


def decode_content(payload: bytes, encodings: Iterable[str], limit: int = MAX_BODY_BYTES) -> DecodedContent:
    """`payload` without its encodings, given as the values of its Content-Encoding headers. `limit` is in bytes.

    Raises ContentTooLargeError past the limit, ContentError where nothing can be decoded.
    """
    layers = [name.strip().lower() for value in encodings for name in value.split(",")]
    layers = [name for name in layers if name in _DECODERS]
    if len(layers) > _MAX_LAYERS:
        raise ContentError(f"the payload is encoded {len(layers)} times over ({', '.join(layers)[:100]})")
    complete = True
    for name in reversed(layers):
        if not payload:  # an empty payload is labelled as compressed by many a server
            break
        try:
            payload, whole = _DECODERS[name](payload, limit)
        except (ValueError, OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError) as error:
            if _TOO_MUCH_MEMORY in str(error):
                raise ContentTooLargeError(
                    f"the payload's {name} asks for more memory than a browser has for it"
                ) from None
            raise ContentError(f"the payload is not {name} as its Content-Encoding says ({error})") from None
        complete = complete and whole
    if len(payload) > limit:
        raise ContentTooLargeError(f"the payload decodes to more than {limit} bytes")
    return DecodedContent(payload, complete)


def _gunzip(payload: bytes, limit: int) -> tuple[bytes, bool]:
    decompressor = isal_zlib.decompressobj(16 + isal_zlib.MAX_WBITS)
    try:
        body = decompressor.decompress(payload, limit + 1)
    except _IsalError:
        return _gunzip_forgiving(payload, limit)
    if len(body) <= limit and decompressor.unused_data:  # further members, or rubbish
        return _gunzip_forgiving(payload, limit)
    if not body and not decompressor.eof:
        raise EOFError("nothing but a broken-off header")
    return body, decompressor.eof


def _gunzip_forgiving(payload: bytes, limit: int) -> tuple[bytes, bool]:
    body = bytearray()
    complete = True
    with gzip.GzipFile(fileobj=BytesIO(payload)) as stream:
        while len(body) <= limit:
            try:
                chunk = stream.read1(_CHUNK)
            except (OSError, EOFError, zlib.error):
                if not body:
                    raise
                complete = False
                break
            if not chunk:
                break
            body += chunk
    return bytes(body), complete


def _inflate(payload: bytes, limit: int) -> tuple[bytes, bool]:
    """`deflate` is zlib by RFC 9110 §8.4.1.2, but raw on some servers of Microsoft's."""
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        decompressor = zlib.decompressobj(wbits)
        try:
            body = decompressor.decompress(payload, limit + 1)
        except zlib.error:
            if wbits < 0:
                raise
        else:
            return body, decompressor.eof
    raise AssertionError("unreachable")


def _unbrotli(payload: bytes, limit: int) -> tuple[bytes, bool]:
    decompressor = brotli.Decompressor()
    body = bytearray(decompressor.process(payload, output_buffer_limit=_CHUNK))
    while not decompressor.is_finished() and len(body) <= limit:
        chunk = decompressor.process(b"", output_buffer_limit=_CHUNK)
        if not chunk:
            break
        body += chunk
    if not body and not decompressor.is_finished():
        raise EOFError("broken off before its first byte")
    return bytes(body), decompressor.is_finished()


def _unzstd(payload: bytes, limit: int) -> tuple[bytes, bool]:
    body = bytearray()
    rest = payload
    while rest and len(body) <= limit:
        decompressor = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG})
        body += decompressor.decompress(rest, limit + 1 - len(body))
        if not decompressor.eof:
            if not body:
                raise EOFError("broken off before its first byte")
            return bytes(body), False
        rest = decompressor.unused_data
    return bytes(body), True


_DECODERS: Final[dict[str, Callable[[bytes, int], tuple[bytes, bool]]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
