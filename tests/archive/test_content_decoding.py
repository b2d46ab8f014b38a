"""Payloads as servers send them, right, wrong and hostile."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from archive.captures.content_decoding import ContentError, ContentTooLargeError, DecodedContent, decode_content

PAGE = "<p>Nâng cao trách nhiệm của đảng viên</p>".encode() * 3000


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


ENCODED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]),
    "deflate": zlib.compress(PAGE),
    "Deflate": raw_deflate(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstd.compress(PAGE),
    "identity": PAGE,
    "utf-8": PAGE,
}


@pytest.mark.parametrize("name", ENCODED)
def test_each_encoding_is_taken_off(name: str) -> None:
    decoded = decode_content(ENCODED[name], [name])
    assert decoded.body == PAGE
    assert decoded.complete


def test_encodings_are_taken_off_in_reverse() -> None:
    assert decode_content(gzip.compress(brotli.compress(PAGE)), ["br, gzip"]).body == PAGE
    assert decode_content(gzip.compress(brotli.compress(PAGE)), ["br", "gzip"]).body == PAGE


@pytest.mark.parametrize("name", ["gzip", "deflate", "Deflate", "br", "zstd"])
def test_what_came_before_a_stream_broke_off_is_kept(name: str) -> None:
    noise = b"".join(b"%d " % (n * n) for n in range(30000))
    encoders: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "Deflate": raw_deflate,
        "br": lambda data: brotli.compress(data, quality=4),
        "zstd": zstd.compress,
    }
    whole = encoders[name](noise)
    decoded = decode_content(whole[: len(whole) - 20], [name])
    assert not decoded.complete
    assert decoded.body
    assert noise.startswith(decoded.body)


def test_a_wrong_checksum_costs_nothing_but_is_told() -> None:
    wrong = bytearray(gzip.compress(PAGE))
    wrong[-6] ^= 1
    assert decode_content(bytes(wrong), ["gzip"]) == DecodedContent(PAGE, False)


def test_rubbish_behind_gzip_is_passed_over() -> None:
    assert decode_content(gzip.compress(PAGE) + b"\0" * 20, ["gzip"]).body == PAGE
    assert decode_content(gzip.compress(PAGE) + b"rubbish", ["gzip"]).body == PAGE


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_an_empty_payload_is_empty_whatever_its_label(name: str) -> None:
    assert decode_content(b"", [name]).body == b""


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_encoded_so_is_undecodable(name: str) -> None:
    with pytest.raises(ContentError, match=name):
        decode_content(b"<html>plain</html>", [name])


def bombs() -> dict[str, bytes]:
    size = 4 * 1024 * 1024
    zeros = bytes(size)
    return {
        "gzip": gzip.compress(zeros),
        "deflate": zlib.compress(zeros),
        "br": brotli.compress(zeros, quality=1),
        "zstd": zstd.compress(zeros),
        "gzip, gzip": gzip.compress(gzip.compress(zeros)),
        "x-gzip": gzip.compress(bytes(1000)) * 3000,
    }


@pytest.mark.parametrize(("name", "bomb"), bombs().items(), ids=list(bombs()))
def test_a_bomb_stops_at_the_limit(name: str, bomb: bytes) -> None:
    with pytest.raises(ContentTooLargeError):
        decode_content(bomb, [name], limit=1_000_000)


def test_layers_without_end_are_refused() -> None:
    with pytest.raises(ContentError, match="4 times"):
        decode_content(b"x", ["gzip, gzip, br, gzip"])


def test_the_limit_itself_is_allowed() -> None:
    assert decode_content(gzip.compress(PAGE), ["gzip"], limit=len(PAGE)).body == PAGE
    with pytest.raises(ContentTooLargeError):
        decode_content(gzip.compress(PAGE), ["gzip"], limit=len(PAGE) - 1)
