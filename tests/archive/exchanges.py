"""Exchanges to write and the writer they go to, for the tests of WARC files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.captures.warc_writer import Exchange, Location, WarcWriter

FETCHED = datetime(2026, 4, 17, 4, 2, 5, 123456, tzinfo=UTC)
PAGE = "<p>Thông tin về đảng viên</p>".encode() * 200


def make_exchange(**changes: Any) -> Exchange:
    values: dict[str, Any] = {
        "url": "https://bao.example.vn/tin/1?page=2",
        "status": 200,
        "response_headers": [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
        ],
        "request_headers": [("User-Agent", "govnews"), ("Accept", "text/html")],
        "payload": PAGE,
        "fetched_at": FETCHED,
        "ip": "203.0.113.7",
        "protocol": "HTTP/1.1",
    }
    return Exchange(**{**values, **changes})


def make_writer(data: Path, **changes: Any) -> WarcWriter:
    started = datetime(2026, 4, 17, 4, 0, tzinfo=UTC)
    return WarcWriter(data, "bao", "c1", started, **{"info": {"software": "govnews/1.0"}, **changes})


def write(data: Path, *exchanges: Exchange) -> list[Location]:
    writer = make_writer(data)
    try:
        return [writer.write_exchange(exchange) for exchange in exchanges]
    finally:
        writer.close()
