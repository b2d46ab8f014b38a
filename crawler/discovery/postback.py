"""Pagers of ASP.NET: links that are no addresses, but post the page's form back with the state it carries."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlencode

from lxml.html import HtmlElement

from pipelines.extraction.markup.decoding import to_utf8
from pipelines.extraction.markup.parsing import parse_with_forms
from portals.url_identity import join

_CALL = re.compile(r"""__doPostBack\(\s*['"]([^'"]*)['"]\s*,\s*['"]([^'"]*)['"]\s*\)""")
_PAGE = re.compile(r"^Page\$(\d{1,6})$", re.IGNORECASE)  # GridView and its kin (ASP.NET, PagerSettings)
_NUMBER = re.compile(r"^\s*\[?(\d{1,6})\]?\s*$")
# A page's view state can be large; past this it is no pager but an attack.
MAX_FORM_BYTES = 4 * 1024 * 1024


class NextPage(NamedTuple):
    """The request for the next page of a listing: where to post what (a form, URL-encoded), and its number."""

    url: str
    body: bytes
    number: int


def next_page(body: bytes, url: str, current: int, content_type: str | None = None) -> NextPage | None:
    """The next page of a listing whose page number `current` this is; None on the last page, and where there is no
    pager.

    The view state must come from the page before, so such a listing can only be walked page after page.
    """
    if b"__doPostBack" not in body or b"__VIEWSTATE" not in body or len(body) > MAX_FORM_BYTES:
        return None
    decoded = to_utf8(body, content_type)
    root = parse_with_forms(decoded.markup) if decoded else None
    if root is None:
        return None
    for form in root.forms:
        calls = {number: call for number, call in _pager_calls(form) if number > current}
        if calls:
            number = min(calls)
            target, argument = calls[number]
            kept = [pair for pair in form.form_values() if pair[0] not in {"__EVENTTARGET", "__EVENTARGUMENT"}]
            kept += [("__EVENTTARGET", target), ("__EVENTARGUMENT", argument)]
            return NextPage(join(url, form.action or url), urlencode(kept).encode(), number)
    return None


def _pager_calls(form: HtmlElement) -> list[tuple[int, tuple[str, str]]]:
    """(page number, (event target, event argument)) of every link that asks for a page by its number."""
    found = []
    anchors = form.xpath(".//a[contains(@href, '__doPostBack')]")
    for anchor in anchors if isinstance(anchors, list) else []:
        call = _CALL.search(str(anchor.get("href")))
        if call is None:
            continue
        number = _PAGE.match(call[2]) or _NUMBER.match(str(anchor.text_content()))
        if number:
            found.append((int(number[1]), (call[1], call[2])))
    return found
