"""What is kept can be read by others: warcio and fastwarc are the independent readers here."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator as WarcioIterator  # type: ignore[import-untyped]

from archive.captures.warc_reader import read_capture
from portals import StorageError
from tests.archive.exchanges import PAGE, make_exchange, make_writer, write


def warcio_records(file: Path) -> Iterator[Any]:
    with file.open("rb") as stream:
        yield from WarcioIterator(stream, check_digests="raise")


def test_warcio_reads_what_was_written(tmp_path: Path) -> None:
    [location] = write(tmp_path, make_exchange())
    assert location.file == "captures/2026/04/bao-c1-00000.warc.gz"
    info, response, request = [
        (record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read())
        for record in warcio_records(tmp_path / location.file)
    ]
    assert [info[0], response[0], request[0]] == ["warcinfo", "response", "request"]
    assert b"software: govnews/1.0\r\n" in info[3]
    assert response[1].protocol == "WARC/1.1"
    assert response[1].get_header("WARC-Target-URI") == "https://bao.example.vn/tin/1?page=2"
    assert response[1].get_header("WARC-Date") == "2026-04-17T04:02:05.123Z"
    assert response[1].get_header("WARC-IP-Address") == "203.0.113.7"
    assert response[1].get_header("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    assert response[1].get_header("WARC-Concurrent-To") == request[1].get_header("WARC-Record-ID")
    assert request[1].get_header("WARC-Concurrent-To") == response[1].get_header("WARC-Record-ID")
    assert response[1].get_header("WARC-Warcinfo-ID") == info[1].get_header("WARC-Record-ID")
    assert response[2].statusline == "200 OK"
    assert [value for name, value in response[2].headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert response[3] == PAGE
    assert request[2].statusline == "/tin/1?page=2 HTTP/1.1"
    assert request[2].protocol == "GET"
    assert request[2].get_header("Host") == "bao.example.vn"
    assert request[2].get_header("User-Agent") == "govnews"


def test_warcio_check_is_content(tmp_path: Path) -> None:
    write(tmp_path, make_exchange(), make_exchange(payload=b""), make_exchange(status=404, tls_verified=False))
    [file] = tmp_path.glob("captures/*/*/*.warc.gz")
    run = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(file)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert run.stdout.count("digest pass") == 8  # warcinfo, 3 responses, 3 requests, 1 metadata


def test_fastwarc_verifies_every_digest(tmp_path: Path) -> None:
    write(tmp_path, make_exchange(), make_exchange(payload=b""))
    [file] = tmp_path.glob("captures/*/*/*.warc.gz")
    with file.open("rb") as stream:
        assert all(record.verify_block_digest() for record in ArchiveIterator(stream, parse_http=False))
    with file.open("rb") as stream:
        responses = [r for r in ArchiveIterator(stream, parse_http=False) if r.headers["WARC-Type"] == "response"]
        assert len(responses) == 2
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.headers["WARC-Type"] == "response":
                assert record.verify_payload_digest()


def test_a_location_is_one_gzip_member(tmp_path: Path) -> None:
    exchanges = [make_exchange(url=f"https://bao.example.vn/{n}", payload=b"page %d" % n) for n in range(5)]
    for n, location in enumerate(write(tmp_path, *exchanges)):
        stored = (tmp_path / location.file).read_bytes()[location.offset : location.offset + location.length]
        content = gzip.decompress(stored)
        assert content.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")
        assert content.endswith(b"\r\n\r\npage %d\r\n\r\n" % n)


def test_the_payload_is_kept_as_sent_and_replays(tmp_path: Path) -> None:
    """Content-encoding stays, transfer coding is gone, and so is the header that would announce it."""
    sent = gzip.compress(PAGE)
    headers = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("Content-Length", "99999")]
    [location] = write(tmp_path, make_exchange(payload=sent, response_headers=headers))
    response = read_capture(tmp_path, location)
    assert response.payload == sent
    assert response.body == PAGE
    assert response.headers == [("Content-Encoding", "gzip"), ("Content-Length", str(len(sent)))]
    [replayed] = [
        r.content_stream().read() for r in warcio_records(tmp_path / location.file) if r.rec_type == "response"
    ]
    assert replayed == PAGE


def test_a_304_and_an_equal_payload_are_revisits(tmp_path: Path) -> None:
    writer = make_writer(tmp_path)
    writer.write_exchange(make_exchange())
    digest = f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    earlier = ("https://bao.example.vn/tin/1", "2026-04-16T04:02:05.123Z", digest)
    not_modified = make_exchange(
        status=304, payload=b"", response_headers=[("ETag", '"x"'), ("Content-Length", "5800")]
    )
    locations = [writer.write_revisit(not_modified, *earlier), writer.write_revisit(make_exchange(), *earlier)]
    writer.close()
    revisits = [record for record in warcio_records(tmp_path / locations[0].file) if record.rec_type == "revisit"]
    assert [r.rec_headers.get_header("WARC-Profile").rpartition("/")[2] for r in revisits] == [
        "server-not-modified",
        "identical-payload-digest",
    ]
    for record in revisits:
        assert record.rec_headers.get_header("WARC-Refers-To-Target-URI") == earlier[0]
        assert record.rec_headers.get_header("WARC-Refers-To-Date") == earlier[1]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == digest
    first, second = (read_capture(tmp_path, location) for location in locations)
    assert (first.status, first.payload, first.header("content-length")) == (304, b"", "5800")
    assert (second.status, second.payload, second.header("content-length")) == (200, b"", str(len(PAGE)))
    assert (second.refers_to_url, second.refers_to_date, second.digest) == earlier


def test_an_unverified_certificate_is_kept_beside_the_capture(tmp_path: Path) -> None:
    [location] = write(tmp_path, make_exchange(tls_verified=False))
    notes = [
        (record.rec_headers.get_header("WARC-Concurrent-To"), record.content_stream().read())
        for record in warcio_records(tmp_path / location.file)
        if record.rec_type == "metadata"
    ]
    ids = [
        record.rec_headers.get_header("WARC-Record-ID")
        for record in warcio_records(tmp_path / location.file)
        if record.rec_type == "response"
    ]
    assert notes == [(ids[0], b"tls-verified: no\r\n")]


def test_credentials_are_not_kept(tmp_path: Path) -> None:
    secret = [("Authorization", "Basic c2VjcmV0"), ("Cookie", "sid=c2VjcmV0"), ("Proxy-Authorization", "c2VjcmV0")]
    [location] = write(tmp_path, make_exchange(request_headers=secret, url="https://me:c2VjcmV0@bao.example.vn/"))
    [request] = [r for r in warcio_records(tmp_path / location.file) if r.rec_type == "request"]
    assert request.http_headers.headers == [("Host", "bao.example.vn")]


odd_text = st.text(st.characters(max_codepoint=0x2FF) | st.sampled_from("\r\n\0\t :"), max_size=30)


@given(
    headers=st.lists(st.tuples(odd_text, odd_text), max_size=5),
    url=odd_text,
    ip=odd_text,
    payload=st.binary(max_size=50),
)
def test_no_header_can_break_a_record(
    tmp_path_factory: pytest.TempPathFactory, headers: list[tuple[str, str]], url: str, ip: str, payload: bytes
) -> None:
    data = tmp_path_factory.mktemp("odd")
    odd = make_exchange(
        url=f"https://bao.example.vn/{url}", ip=ip, response_headers=headers, request_headers=headers, payload=payload
    )
    first, second = write(data, odd, make_exchange())
    kinds = [record.rec_type for record in warcio_records(data / first.file)]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
    response = read_capture(data, first)
    assert response.payload == payload
    assert len(response.headers) <= len(headers) + 1
    assert read_capture(data, second).payload == PAGE


def test_a_header_cannot_smuggle_in_another(tmp_path: Path) -> None:
    [location] = write(
        tmp_path, make_exchange(response_headers=[("X-Note", "a\r\nContent-Encoding: gzip\r\n\r\n<b>\0")])
    )
    response = read_capture(tmp_path, location)
    assert response.headers[0] == ("X-Note", "a  Content-Encoding: gzip    <b>")
    assert response.payload == PAGE


@given(value=st.text(st.characters(min_codepoint=0xA1, max_codepoint=0xFF) | st.sampled_from("abc ;=\t"), max_size=20))
def test_header_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    data = tmp_path_factory.mktemp("headers")
    [location] = write(data, make_exchange(response_headers=[("X-Note", value)]))
    assert read_capture(data, location).header("x-note") == value.strip()


def test_a_new_file_begins_past_the_limit(tmp_path: Path) -> None:
    writer = make_writer(tmp_path, max_bytes=4000)
    exchanges = [make_exchange(payload=os.urandom(1500)) for _ in range(6)]
    locations = [writer.write_exchange(exchange) for exchange in exchanges]
    writer.close()
    files = sorted(tmp_path.glob("captures/2026/04/*.warc.gz"))
    assert [file.name for file in files] == ["bao-c1-00000.warc.gz", "bao-c1-00001.warc.gz", "bao-c1-00002.warc.gz"]
    for file in files:
        kinds = [record.rec_type for record in warcio_records(file)]
        assert kinds[0] == "warcinfo"
        assert kinds.count("response") == kinds.count("request") == 2
    assert [read_capture(tmp_path, where).payload for where in locations] == [sent.payload for sent in exchanges]


def test_what_was_written_needs_no_close(tmp_path: Path) -> None:
    """A killed crawl closes nothing."""
    writer = make_writer(tmp_path)
    location = writer.write_exchange(make_exchange())
    assert read_capture(tmp_path, location).payload == PAGE
    assert [record.rec_type for record in warcio_records(tmp_path / location.file)][-1] == "request"
    writer.close()
    writer.close()


def test_two_writers_of_one_name_do_not_meet(tmp_path: Path) -> None:
    first, second = make_writer(tmp_path), make_writer(tmp_path)
    places = [first.write_exchange(make_exchange()), second.write_exchange(make_exchange(payload=b"other"))]
    first.close()
    second.close()
    assert places[0].file != places[1].file
    assert [read_capture(tmp_path, place).payload for place in places] == [PAGE, b"other"]


def test_a_crawl_that_fetched_nothing_leaves_no_file(tmp_path: Path) -> None:
    writer = make_writer(tmp_path)
    writer.sync()
    writer.close()
    assert not list(tmp_path.rglob("*.warc.gz"))


def test_half_a_record_is_taken_back_when_the_disk_is_full(tmp_path: Path) -> None:
    """RLIMIT_FSIZE stands for the full disk: the kernel writes what fits and then refuses, as it does there."""
    writer = make_writer(tmp_path)
    kept = writer.write_exchange(make_exchange())
    file = tmp_path / kept.file
    whole = file.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (whole + 1000, hard))
        with pytest.raises(StorageError, match=os.strerror(errno.EFBIG)):
            writer.write_exchange(make_exchange(payload=os.urandom(5000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, previous)
    assert file.stat().st_size == whole
    again = writer.write_exchange(make_exchange(payload=b"after"))
    writer.close()
    assert read_capture(tmp_path, again).payload == b"after"


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "captures").write_text("")
    with pytest.raises(StorageError, match="captures"):
        make_writer(tmp_path).write_exchange(make_exchange())
