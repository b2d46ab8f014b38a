"""Which page a sample portal has at which address, in which state. Rendered once each, then kept."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from samples import district_pages, paper_pages
from samples.article import HERE, SampleArticle
from samples.feeds import feed_at
from samples.files import file_at
from samples.listings import GATES, NOT_ARTICLES, NotArticle, listing_page, start_page
from samples.page import HOME, Page, html_page
from samples.plan import aliases
from samples.quirk_pages import dressed, page_quirk
from samples.sitemaps import INDEX, sitemap_at
from samples.states import SECOND_STATE, State, edition, listed

__all__ = ["FORBIDDEN", "GATES", "NOT_ARTICLES", "NotArticle", "page_at"]

EDITED_AT = datetime(2025, 6, 24, 8, 30, tzinfo=HERE)  # when the second state's edits were made
NOT_FOUND = "Không tìm thấy bài viết"
# Links that robots.txt forbids although the portal file's patterns take them for articles.
FORBIDDEN: Mapping[str, str] = {
    "sample-district": "/quan-tri/Lich-truc-noi-bo-7001",
    "sample-paper": "/quan-tri/202403/lich-truc-noi-bo-0a1b2c3/",
}
# The district's sitemap is named in its portal file, the paper's only here.
ROBOTS: Mapping[str, str] = {
    "sample-district": "User-agent: *\nDisallow: /tim-kiem\nDisallow: /quan-tri/\n",
    "sample-paper": "User-agent: *\nAllow: /\nDisallow: /tim-kiem/\nDisallow: /quan-tri/\n\n"
    f"Sitemap: {HOME}{INDEX['sample-paper']}\n",
}
_GATE = (
    '<html><body><script type="text/javascript">document.cookie="bsm_kiem_tra=ok; path=/; max-age=86400";'
    "window.location.reload(true);</script></body></html>"
)


@functools.lru_cache(maxsize=4096)
def page_at(portal: str, state: State, target: str) -> Page:
    """The answer to a request for `target`, path and query."""
    parts = urlsplit(target)
    query = parse_qs(parts.query)
    address = f"{parts.path}?ItemID={query['ItemID'][0]}" if "ItemID" in query else parts.path
    found = _fixed_page(portal, parts.path) or _gone_page(portal, state, address)
    if found is not None:
        return found
    article = edition(portal, state).get(address)
    if article is not None:
        return _article_page(portal, state, article)
    if parts.path == "/":
        return start_page(portal, state)
    return (
        feed_at(portal, state, parts.path)
        or sitemap_at(portal, state, parts.path)
        or listing_page(portal, state, parts.path, query)
        or _missing(portal, 404)
    )


def _fixed_page(portal: str, path: str) -> Page | None:
    """Pages that do not depend on the state."""
    if path == "/robots.txt":
        return Page(ROBOTS[portal].encode(), content_type="text/plain; charset=utf-8")
    if path.startswith(("/dang-nhap", "/quan-tri/", "/tim-kiem")):
        return html_page(district_pages.login_page() if portal == "sample-district" else _message(portal, "Nội bộ"))
    if path == NOT_ARTICLES[portal].path:
        login = NOT_ARTICLES[portal].reason == "login"
        return html_page(district_pages.login_page() if login else paper_pages.empty_page(NOT_ARTICLES[portal].title))
    if path == GATES[portal].path:
        if portal == "sample-paper":
            return html_page(_GATE)
        return replace(html_page(_message(portal, "Thứ Năm hằng tuần, từ 8 giờ.")), cookie="songmay_kiem_tra=1")
    if path in aliases(portal):
        return Page(b"", 301, headers={"Location": aliases(portal)[path]})
    if portal == "sample-paper" and path.startswith("/en/"):
        return html_page(paper_pages.locale_page(path))
    return file_at(path) or _print_page(portal, path)


def _print_page(portal: str, path: str) -> Page | None:
    if portal == "sample-paper" and path.startswith("/version/mobile/"):
        path = "/in" + path.removeprefix("/version/mobile")
    if not path.startswith(("/in/", "/in-bai-viet/")):
        return None
    for article in edition(portal, "first").values():
        if portal == "sample-district" and path == "/in-bai-viet/" + district_pages.number_of(article):
            return html_page(district_pages.print_page(article))
        if portal == "sample-paper" and path == "/in" + article.path:
            return html_page(paper_pages.print_page(article))
    return None


def _gone_page(portal: str, state: State, path: str) -> Page | None:
    change = SECOND_STATE[portal]
    if state == "first" or path not in change.not_served:
        return None
    if path in change.redirected:
        return Page(b"", 302, headers={"Location": "/"})
    return _missing(portal, 410 if path in change.gone else 200 if path in change.soft_removed else 404)


def _missing(portal: str, status: int) -> Page:
    return html_page(_message(portal, NOT_FOUND), status=status)


def _message(portal: str, message: str) -> str:
    if portal == "sample-district":
        return district_pages.message_page(message)
    return paper_pages.message_page(message)


def _article_page(portal: str, state: State, article: SampleArticle) -> Page:
    if portal == "sample-district":
        text, since = district_pages.article_page(article, state, listed(portal, state)[:5]), None
    else:
        edited = state == "second" and article.path in SECOND_STATE[portal].edited
        text, since = (paper_pages.article_page(article, state), EDITED_AT if edited else article.published)
    text = dressed(portal, article, text)
    if article.nfd:
        text = unicodedata.normalize("NFD", text)
    page = html_page(text, validators_since=since, views=article.views or 0)
    quirk = page_quirk(portal, article.quirk)
    return replace(page, encoded=quirk.encoded, content_type=quirk.content_type) if quirk else page
