"""Portals to measure on: any number of them, in a process of their own, so that serving is not measured."""

from __future__ import annotations

import json
import sys
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

PER_PAGE = 20
TEXT = (
    "Sáng nay, Ủy ban nhân dân huyện tổ chức hội nghị bàn giải pháp phát triển kinh tế hợp tác, với sự tham dự của đại "
    "diện các phòng chuyên môn và chủ tịch các xã. Báo cáo tại hội nghị cho biết, toàn huyện hiện có nhiều mô hình "
    "trồng cây dược liệu dưới tán rừng, bước đầu giúp bà con có thêm thu nhập."
)


class Handler(BaseHTTPRequestHandler):
    """Answers for every host: `/` and `/?page=N` are the listing, `/bai-N` the articles."""

    protocol_version = "HTTP/1.1"
    articles: ClassVar[int] = 100
    validators: ClassVar[bool] = False
    asked: ClassVar[dict[str, list[float]]] = {}
    paths: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answers, and notes when which host was asked."""
        host = self.connection.getsockname()[0]
        self.asked.setdefault(host, []).append(time.monotonic())
        if self.path.startswith("/bai-"):
            self.paths.append(f"{host}{self.path}")
            status, body = 200, self._article(self.path)
        elif self.path == "/" or self.path.startswith("/?page="):
            status, body = 200, self._listing(int(self.path.partition("=")[2] or 1))
        elif self.path == "/__asked__":
            status, body = 200, json.dumps({"asked": self.asked, "paths": self.paths})
        else:
            status, body = 404, "not here"
        content = body.encode()
        tag = f'"{zlib.crc32(content):08x}"'
        if self.validators and self.headers.get("If-None-Match") == tag:
            status, content = 304, b""
        self.send_response(status)
        if self.validators:
            self.send_header("ETag", tag)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _listing(self, page: int) -> str:
        first = (page - 1) * PER_PAGE
        last = min(first + PER_PAGE, self.articles)
        links = "".join(f'<li><a href="/bai-{number}">Bài số {number}</a></li>' for number in range(first, last))
        further = f'<a href="/?page={page + 1}">Trang sau</a>' if last < self.articles else ""
        return f"<html><body><ul>{links}</ul>{further}</body></html>"

    def _article(self, path: str) -> str:
        title = f"Hội nghị bàn giải pháp phát triển kinh tế hợp tác, lần thứ {path.rpartition('-')[2]}"
        menu = "".join(f'<li><a href="/muc-{number}">Chuyên mục {number}</a></li>' for number in range(60))
        text = "".join(f"<p>{TEXT} Đây là đoạn thứ {number} của bài.</p>" for number in range(12))
        return (
            f"<html><head><title>{title}</title></head><body><ul class=menu>{menu}</ul><h1>{title}</h1>"
            f"<div>11:02, 17/04/2024</div><div class=noi-dung>{text}<p style='text-align:right'>Hà Vân</p></div>"
            "<div>Tin liên quan</div><ul><li><a href='/bai-1'>Bài số 1</a> (16/04/2024)</li></ul></body></html>"
        )

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    """Takes a whole crowd of connections at once."""

    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_: object) -> None:
        """Says nothing: a crawl that is killed hangs up."""


def serve(hosts: list[str], port: int, articles: int, *, validators: bool) -> None:
    """Serves on all of these loopback addresses until standard input ends."""
    Handler.articles, Handler.validators = articles, validators
    for host in hosts:
        threading.Thread(target=Server((host, port), Handler).serve_forever, daemon=True).start()
    print("ready", flush=True)  # noqa: T201  (the parent waits for it)
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[3].split(","), int(sys.argv[1]), int(sys.argv[2]), validators="validators" in sys.argv[4:])
