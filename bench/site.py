"""Portals to measure on: any number of them, in a process of their own, so that serving is not measured.

The process shares the machine with what is measured, so an answer costs it as little as can be: one thread, and every
answer is made once.
"""

from __future__ import annotations

import asyncio
import functools
import json
import os
import socket
import sys
import time
import zlib

PER_PAGE = 20
TEXT = (
    "Sáng nay, Ủy ban nhân dân huyện tổ chức hội nghị bàn giải pháp phát triển kinh tế hợp tác, với sự tham dự của đại "
    "diện các phòng chuyên môn và chủ tịch các xã. Báo cáo tại hội nghị cho biết, toàn huyện hiện có nhiều mô hình "
    "trồng cây dược liệu dưới tán rừng, bước đầu giúp bà con có thêm thu nhập."
)
_END = b"\r\n\r\n"
_WAITING = 256  # connections of a whole crowd that are not yet taken


class Site:
    """What every host serves: `/` and `/?page=N` are the listing, `/bai-N` the articles of `filler` bytes more."""

    def __init__(self, articles: int, *, validators: bool, filler: int) -> None:
        self.asked: dict[str, list[float]] = {}
        self.paths: list[str] = []
        self._articles = articles
        self._validators = validators
        self._filler = filler
        self._answer = functools.lru_cache(maxsize=10_000)(self._made)

    def answer(self, host: str, request: bytes) -> bytes:
        """The whole answer to a request; notes when which host was asked."""
        path = request.split(b" ", 2)[1].decode()
        if path == "/__asked__":
            said = {"asked": self.asked, "paths": self.paths, "cpu_seconds": sum(os.times()[:2])}
            return _message(200, json.dumps(said).encode())
        self.asked.setdefault(host, []).append(time.monotonic())
        if path.startswith("/bai-"):
            self.paths.append(f"{host}{path}")
        full, not_modified, tag = self._answer(path)
        return not_modified if self._validators and tag in request else full

    def _made(self, path: str) -> tuple[bytes, bytes, bytes]:
        if path.startswith("/bai-"):
            status, body = 200, self._article(path)
        elif path == "/" or path.startswith("/?page="):
            status, body = 200, self._listing(int(path.partition("=")[2] or 1))
        else:
            status, body = 404, "not here"
        content = body.encode()
        tag = f'"{zlib.crc32(content):08x}"'.encode()
        further = b"ETag: " + tag + b"\r\n" if self._validators else b""
        return _message(status, content, further), _message(304, b"", further), b"If-None-Match: " + tag

    def _listing(self, page: int) -> str:
        first = (page - 1) * PER_PAGE
        last = min(first + PER_PAGE, self._articles)
        links = "".join(f'<li><a href="/bai-{number}">Bài số {number}</a></li>' for number in range(first, last))
        further = f'<a href="/?page={page + 1}">Trang sau</a>' if last < self._articles else ""
        return f"<html><body><ul>{links}</ul>{further}</body></html>"

    def _article(self, path: str) -> str:
        title = f"Hội nghị bàn giải pháp phát triển kinh tế hợp tác, lần thứ {path.rpartition('-')[2]}"
        menu = "".join(f'<li><a href="/muc-{number}">Chuyên mục {number}</a></li>' for number in range(60))
        text = "".join(f"<p>{TEXT} Đây là đoạn thứ {number} của bài.</p>" for number in range(12))
        script = f"<script>var a={json.dumps('0123456789abcdef' * (self._filler // 16))}</script>" * bool(self._filler)
        return (
            f"<html><head><title>{title}</title>{script}</head><body><ul class=menu>{menu}</ul><h1>{title}</h1>"
            f"<div>11:02, 17/04/2024</div><div class=noi-dung>{text}<p style='text-align:right'>Hà Vân</p></div>"
            "<div>Tin liên quan</div><ul><li><a href='/bai-1'>Bài số 1</a> (16/04/2024)</li></ul></body></html>"
        )


def _message(status: int, content: bytes, further: bytes = b"") -> bytes:
    return b"HTTP/1.1 %d X\r\nContent-Type: text/html; charset=utf-8\r\n%sContent-Length: %d\r\n\r\n%s" % (
        status,
        further,
        len(content),
        content,
    )


class _Connection(asyncio.Protocol):
    def __init__(self, site: Site) -> None:
        self._site = site
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        *requests, self._came = (self._came + data).split(_END)
        for request in requests:
            self._transport.write(self._site.answer(self._host, request))


async def serve(site: Site, hosts: list[str], port: int) -> None:
    """Serves on all of these loopback addresses until standard input ends."""
    loop = asyncio.get_running_loop()
    for host in hosts:
        taker = socket.create_server((host, port), backlog=_WAITING)
        await loop.create_server(lambda: _Connection(site), sock=taker, backlog=_WAITING)
    print("ready", flush=True)  # noqa: T201  (the parent waits for it)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ended.set)
    await ended.wait()


if __name__ == "__main__":
    port, articles, hosts, *options = sys.argv[1:]
    filler = sum(int(option) for option in options if option.isdecimal())
    made = Site(int(articles), validators="validators" in options, filler=filler)
    asyncio.run(serve(made, hosts.split(","), int(port)))
