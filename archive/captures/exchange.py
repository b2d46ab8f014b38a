"""One request and its response, and the bytes that a WARC record keeps of them.

What Scrapy does not keep is not claimed: header names stand as it gives them, the reason phrase is the standard one of
the status, and the payload has no transfer coding. So that replay tools read such a record right, `Transfer-Encoding`
is left out (warcio would look for chunks) and `Content-Length` is that of the payload as kept.
"""

from __future__ import annotations

import http
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

import msgspec

Headers = list[tuple[str, str]]

# RFC 9110 §5.6.2: what a field name is made of. §5.5: CR, LF and NUL never stand in a value and are replaced by a
# space; the other control characters go the same way, because readers end lines at some of them.
_NOT_TOKEN = re.compile(r"[^!#$%&'*+\-.^_`|~0-9A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_NOT_URL = re.compile(rb"[^\x21-\x7e]|[<>]")
# An archive is published one day; nobody's password belongs in it.
_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie"})
_NOT_MODIFIED = 304


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One request and its response, as the crawler had them.

    Headers are text with one character a byte (ISO 8859-1), in the order given. `payload` is as sent (content-encoding
    kept, transfer coding gone). `fetched_at` is aware; it is kept in UTC to the millisecond. `protocol` is what Scrapy
    calls it (`HTTP/1.1`, `h2`). `truncated` says why a payload is not whole, in the words of WARC/1.1 §5.13.
    """

    url: str
    status: int
    response_headers: Headers
    payload: bytes
    fetched_at: datetime
    method: str = "GET"
    request_headers: Headers = []
    ip: str | None = None
    protocol: str | None = None
    tls_verified: bool = True
    truncated: Literal["length", "time", "disconnect", "unspecified"] | None = None


def target_uri(url: str) -> str:
    """The URL with everything percent-encoded that would end a header line, or the URL within one."""
    return _NOT_URL.sub(lambda byte: b"%%%02X" % ord(byte[0]), url.encode("utf-8", "surrogatepass")).decode("ascii")


def field_value(text: str) -> str:
    """Text that is safe as the value of one header line: control characters are spaces now."""
    return _CONTROL.sub(" ", text).strip()


def request_message(exchange: Exchange) -> bytes:
    """The request as an HTTP/1.1 message. Credentials are left out; `Host`, which Scrapy does not show, is added."""
    try:
        parts = urlsplit(target_uri(exchange.url))
    except ValueError:
        parts = urlsplit("/")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    method = _NOT_TOKEN.sub("", exchange.method) or "GET"
    headers = [item for item in exchange.request_headers if item[0].lower() not in _CREDENTIALS]
    if not _has(headers, "host"):
        headers.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    return _message(f"{method} {path} HTTP/1.1", headers)


def response_head(exchange: Exchange) -> bytes:
    """Status line, headers and the empty line after them."""
    version = "HTTP/1.0" if exchange.protocol == "HTTP/1.0" else "HTTP/1.1"
    try:
        reason = http.HTTPStatus(exchange.status).phrase
    except ValueError:
        reason = ""
    headers = exchange.response_headers
    # The Content-Length of a 304 speaks of the payload that was not sent, and so it stays.
    if exchange.status != _NOT_MODIFIED:
        headers = _with_length(headers, len(exchange.payload))
    return _message(f"{version} {exchange.status:03d} {reason}", headers)


def _with_length(headers: Headers, length: int) -> Headers:
    kept: Headers = []
    written = False
    for name, value in headers:
        if name.strip().lower() != "content-length":
            kept.append((name, value))
        elif not written:
            kept.append((name, str(length)))
            written = True
    return kept if written else [*kept, ("Content-Length", str(length))]


def _message(first_line: str, headers: Iterable[tuple[str, str]]) -> bytes:
    lines = [first_line]
    for name, value in headers:
        safe = _NOT_TOKEN.sub("_", name.strip())
        if safe and safe.lower() != "transfer-encoding":
            lines.append(f"{safe}: {field_value(value)}")
    return b"\r\n".join(map(_encoded, lines)) + b"\r\n\r\n"


def _encoded(line: str) -> bytes:
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")


def _has(headers: Headers, name: str) -> bool:
    return any(given.strip().lower() == name for given, _ in headers)
