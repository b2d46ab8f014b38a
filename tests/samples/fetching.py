"""Asks a sample portal for pages as a crawler does, and reads what a person would see on them."""

from __future__ import annotations

import http.client
import unicodedata
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html


@dataclass(frozen=True)
class Answer:
    """An answer of a portal: status, headers, the HTML as text."""

    status: int
    headers: dict[str, str]
    html: str

    @property
    def text(self) -> str:
        """What is visible, NFC, white space folded."""
        tree = lxml.html.fromstring(self.html)
        return unicodedata.normalize("NFC", " ".join(str(tree.xpath("string()")).split()))

    @property
    def paths(self) -> set[str]:
        """Where the page's links lead."""
        links = (link.get("href") for link in lxml.html.fromstring(self.html).iter("a"))
        return {path for path in links if path is not None}


def fetch(url: str, headers: dict[str, str] | None = None, method: str = "GET") -> Answer:
    """One request on a connection of its own; redirects are not followed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(method, parts.path + ("?" + parts.query if parts.query else ""), headers=headers or {})
        response = connection.getresponse()
        return Answer(response.status, dict(response.headers.items()), response.read().decode())
    finally:
        connection.close()


def reachable(home: str, wanted: set[str]) -> set[str]:
    """Which of the `wanted` URLs are linked from the listings that one gets to from `home`; articles are not opened."""
    seen, ahead, found = set(), [home], set()
    while ahead:
        url = ahead.pop()
        if url in seen:
            continue
        seen.add(url)
        links = {urljoin(url, path) for path in fetch(url).paths}
        found |= links & wanted
        ahead += [link for link in links - wanted if _may_list(link)]
    return found


def _may_list(link: str) -> bool:
    path = urlsplit(link).path.strip("/")
    return "/" not in path and not path.startswith(("dang-nhap", "tim-kiem", "quan-tri", "in-bai-viet"))
