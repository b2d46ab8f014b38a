"""Which page a sample portal has at which address, in which state. Rendered once each, then kept."""

from __future__ import annotations

import base64
import functools
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from archive.model import RejectionReason
from samples import district_pages, paper_pages
from samples.article import HERE, SampleArticle
from samples.page import Page, html_page
from samples.plan import CATEGORIES, category_name
from samples.states import SECOND_STATE, State, edition


class NotArticle(NamedTuple):
    """A page that stands in a listing like an article: the rejection it deserves is `reason`.

    The district's asks for a password; the paper's has a title, menus and no text.
    """

    path: str
    title: str
    reason: RejectionReason


PER_PAGE = 10  # articles on a page of a listing
EDITED_AT = datetime(2025, 6, 24, 8, 30, tzinfo=HERE)  # when the second state's edits were made
NOT_FOUND = "Không tìm thấy bài viết"
# Links that robots.txt forbids although the portal file's patterns take them for articles.
FORBIDDEN: Mapping[str, str] = {
    "sample-district": "/quan-tri/Lich-truc-noi-bo-7001",
    "sample-paper": "/quan-tri/202403/lich-truc-noi-bo-0a1b2c3/",
}
# Listed under an article's address, and none.
NOT_ARTICLES: Mapping[str, NotArticle] = {
    "sample-district": NotArticle("/thong-tin-tuyen-truyen/Van-ban-noi-bo-7002", "Văn bản nội bộ", "login"),
    "sample-paper": NotArticle("/chinh-tri/202305/tin-anh-trong-tuan-0d0d0d0/", "Tin ảnh trong tuần", "not-article"),
}
ROBOTS: Mapping[str, str] = {
    "sample-district": "User-agent: *\nDisallow: /tim-kiem\nDisallow: /quan-tri/\n",
    "sample-paper": "User-agent: *\nAllow: /\nDisallow: /tim-kiem/\nDisallow: /quan-tri/\n",
}
# The smallest files of their kind that a viewer accepts.
_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP////////////////////////////////////////////////////////////////////////////"
    "//////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAB"
    "PxA="
)
_PDF = b"""%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


@functools.lru_cache(maxsize=4096)
def page_at(portal: str, state: State, target: str) -> Page:
    """The answer to a request for `target`, path and query."""
    parts = urlsplit(target)
    found = _fixed_page(portal, parts.path) or _gone_page(portal, state, parts.path)
    if found is not None:
        return found
    article = edition(portal, state).get(parts.path)
    if article is not None:
        return _article_page(portal, state, article)
    return _listing_page(portal, state, parts.path, parse_qs(parts.query)) or _missing(portal, 404)


def _fixed_page(portal: str, path: str) -> Page | None:
    """Pages that do not depend on the state."""
    if path == "/robots.txt":
        return Page(ROBOTS[portal].encode(), content_type="text/plain; charset=utf-8")
    for ending, body, content_type in ((".jpg", _JPEG, "image/jpeg"), (".pdf", _PDF, "application/pdf")):
        if path.endswith(ending):
            return Page(body, content_type=content_type)
    if path.endswith(".css"):
        return Page(b"body { font-family: serif }\n", content_type="text/css")
    if path.startswith(("/dang-nhap", "/quan-tri/", "/tim-kiem")):
        return html_page(district_pages.login_page() if portal == "sample-district" else _message(portal, "Nội bộ"))
    if path == NOT_ARTICLES[portal].path:
        login = NOT_ARTICLES[portal].reason == "login"
        return html_page(district_pages.login_page() if login else paper_pages.empty_page(NOT_ARTICLES[portal].title))
    return _print_page(portal, path)


def _print_page(portal: str, path: str) -> Page | None:
    for article in edition(portal, "first").values():
        if portal == "sample-district" and path == "/in-bai-viet/" + article.path.rpartition("-")[2]:
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
        newest = list(edition(portal, state).values())[:5]
        text, since = district_pages.article_page(article, state, newest), None
    else:
        edited = state == "second" and article.path in SECOND_STATE[portal].edited
        text, since = (paper_pages.article_page(article, state), EDITED_AT if edited else article.published)
    if article.nfd:
        text = unicodedata.normalize("NFD", text)
    return html_page(text, validators_since=since, views=article.views or 0)


def _listing_page(portal: str, state: State, path: str, query: Mapping[str, Sequence[str]]) -> Page | None:
    """The start page (the newest of all categories), or one page of a category; None where there is no such page."""
    articles = list(edition(portal, state).values())
    pages_of = district_pages if portal == "sample-district" else paper_pages
    if path == "/":
        return _listing(portal, pages_of.listing_page("Tin mới nhất", articles[:PER_PAGE], "", ""), articles)
    category = path.strip("/")
    expected = f"/{category}" if portal == "sample-district" else f"/{category}/"
    if category not in CATEGORIES[portal] or path != expected:
        return None
    own = [article for article in articles if article.category == category]
    pages = -(-len(own) // PER_PAGE)
    number = query.get("page" if portal == "sample-district" else "paged", ["1"])[0]
    if not number.isdecimal() or not 1 <= int(number) <= pages:
        return None
    first = (int(number) - 1) * PER_PAGE
    shown = own[first : first + PER_PAGE]
    extra = _not_article_link(portal) if number == "1" and NOT_ARTICLES[portal].path.startswith(path) else ""
    pager = pages_of.pager(category, int(number), pages)
    return _listing(portal, pages_of.listing_page(category_name(portal, category), shown, extra, pager), shown)


def _listing(portal: str, text: str, shown: Sequence[SampleArticle]) -> Page:
    return html_page(text, validators_since=shown[0].published if portal == "sample-paper" else None)


def _not_article_link(portal: str) -> str:
    path, title, _ = NOT_ARTICLES[portal]
    kind = "ten" if portal == "sample-district" else "title2"
    return f'<div><a class="{kind}" href="{path}">{title}</a></div>'
