"""The listings of the sample portals: which articles each of their pages shows, and what it looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import NamedTuple

from archive.model import RejectionReason
from samples import district_pages, paper_pages
from samples.article import SampleArticle
from samples.page import Page, html_page
from samples.plan import CATEGORIES, POSTBACK_CATEGORY, category_name
from samples.postback import pager as postback_pager
from samples.states import State, listed

PER_PAGE = 10  # articles on a page of a listing
PER_POSTBACK_PAGE = 2


class NotArticle(NamedTuple):
    """A page that stands in a listing like an article: the rejection it deserves is `reason`."""

    path: str
    title: str
    reason: RejectionReason


# The district's asks for a password; the paper's has a title, menus and no text.
NOT_ARTICLES: Mapping[str, NotArticle] = {
    "sample-district": NotArticle("/thong-tin-tuyen-truyen/Van-ban-noi-bo-7002", "Văn bản nội bộ", "login"),
    "sample-paper": NotArticle("/chinh-tri/202305/tin-anh-trong-tuan-0d0d0d0/", "Tin ảnh trong tuần", "not-article"),
}
# What keeps a reader without cookies out: the district's redirects to itself until it gets the cookie that it set; the
# paper's answers 200 with nothing but a script that sets one.
GATES: Mapping[str, NotArticle] = {
    "sample-district": NotArticle("/kinh-te/Lich-tiep-cong-dan-7003", "Lịch tiếp công dân", "blocked"),
    "sample-paper": NotArticle("/xa-hoi/202310/canh-bao-lua-dao-qua-mang-0e0e0e0/", "Cảnh báo lừa đảo", "blocked"),
}


def categories(portal: str, state: State) -> dict[str, list[list[SampleArticle]]]:
    """The pages of every category's listing."""
    return {category: _pages(portal, state, category) for category in CATEGORIES[portal]}


def start_page(portal: str, state: State) -> Page:
    """The newest of all categories."""
    shown = listed(portal, state)[:PER_PAGE]
    return _page(portal, _looks(portal).listing_page("Tin mới nhất", shown, "", ""), shown)


def listing_page(portal: str, state: State, path: str, query: Mapping[str, Sequence[str]]) -> Page | None:
    """The page of a listing that a GET asks for; None where there is no such page."""
    category = path.strip("/")
    if category not in CATEGORIES[portal] or path != listing_path(portal, category):
        return None
    number = query.get("page" if portal == "sample-district" else "paged", ["1"])[0]
    if not number.isdecimal():
        return None
    if category == POSTBACK_CATEGORY[portal]:
        return category_page(portal, state, category, 1)
    return category_page(portal, state, category, int(number))


def listing_path(portal: str, category: str) -> str:
    """The address of a category's listing."""
    return f"/{category}" if portal == "sample-district" else f"/{category}/"


def category_page(portal: str, state: State, category: str, number: int) -> Page | None:
    """One page of a category's listing, counted from 1; None where there is no such page."""
    pages = _pages(portal, state, category)
    if not 1 <= number <= len(pages):
        return None
    shown = pages[number - 1]
    posts_back = category == POSTBACK_CATEGORY[portal]
    extra = "".join(
        _link(portal, other)
        for other in (NOT_ARTICLES[portal], GATES[portal])
        if number == 1 and other.path.startswith(f"/{category}/")
    )
    pager = postback_pager(number, len(pages)) if posts_back else _looks(portal).pager(category, number, len(pages))
    text = _looks(portal).listing_page(category_name(portal, category), shown, extra, pager)
    if posts_back:
        return Page(text.encode(), form=(category, number))
    return _page(portal, text, shown)


def _pages(portal: str, state: State, category: str) -> list[list[SampleArticle]]:
    own = [article for article in listed(portal, state) if article.category == category]
    size = PER_POSTBACK_PAGE if category == POSTBACK_CATEGORY[portal] else PER_PAGE
    return [own[first : first + size] for first in range(0, len(own), size)]


def _looks(portal: str) -> ModuleType:
    return district_pages if portal == "sample-district" else paper_pages


def _page(portal: str, text: str, shown: Sequence[SampleArticle]) -> Page:
    return html_page(text, validators_since=shown[0].published if portal == "sample-paper" else None)


def _link(portal: str, page: NotArticle) -> str:
    kind = "ten" if portal == "sample-district" else "title2"
    return f'<div><a class="{kind}" href="{page.path}">{page.title}</a></div>'
