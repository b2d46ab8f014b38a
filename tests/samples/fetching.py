"""Asks a sample portal for pages as a crawler does, and reads what a person would see on them."""

from __future__ import annotations

import html
import http.client
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

import lxml.html


@dataclass(frozen=True)
class Answer:
    """An answer of a portal: status, headers, the bytes."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def html(self) -> str:
        """The HTML as text, in the charset that the answer names: its header, its own meta element, else UTF-8."""
        named = re.search(r"charset=([\w-]+)", f"{self.headers.get('Content-Type')} {self.body[:2000]!r}")
        return self.body.decode(named[1] if named else "utf-8")

    @property
    def text(self) -> str:
        """What is visible, NFC, white space folded."""
        visible = str(self._tree.xpath("string()")).replace("\u200b", "")
        return unicodedata.normalize("NFC", " ".join(html.unescape(visible).split()))

    @property
    def paths(self) -> set[str]:
        """Where the page's links lead."""
        links = (link.get("href") for link in self._tree.iter("a"))
        return {path for path in links if path is not None}

    @property
    def form(self) -> dict[str, str]:
        """The hidden fields of the page's form that posts back."""
        fields = self._tree.xpath('//form[@id="aspnetForm"]//input[@type="hidden"]')
        assert isinstance(fields, list)
        return {str(field.get("name")): str(field.get("value")) for field in fields}

    @property
    def _tree(self) -> lxml.html.HtmlElement:
        # A browser goes on after an early end of the document; libxml2 does not.
        return lxml.html.fromstring(self.html.replace("</html>", ""))


def fetch(
    url: str, headers: dict[str, str] | None = None, method: str = "GET", form: dict[str, str] | None = None
) -> Answer:
    """One request on a connection of its own; redirects are not followed. With a `form` it is a POST."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        target = parts.path + ("?" + parts.query if parts.query else "")
        body = None if form is None else urlencode(form)
        connection.request(method if form is None else "POST", target, body, headers or {})
        response = connection.getresponse()
        return Answer(response.status, dict(response.headers.items()), response.read())
    finally:
        connection.close()


def post_back(page: Answer, url: str, argument: str, **changed: str) -> Answer:
    """Clicks a link of a page's ASP.NET pager; `changed` fields of the form are other than the page has them."""
    clicked = {"__EVENTTARGET": "ctl00$cphMain$pager", "__EVENTARGUMENT": argument}
    return fetch(url, form={**page.form, **clicked, **changed})


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
        ahead += [link for link in links - wanted if link.startswith(home) and _may_list(link)]
    return found


def _may_list(link: str) -> bool:
    path = urlsplit(link).path.strip("/")
    return "/" not in path and not path.startswith(("dang-nhap", "tim-kiem", "quan-tri", "in-bai-viet", "en"))
