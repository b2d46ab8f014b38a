"""What is peculiar about single pages: which articles it befalls, and what it makes of the page that they would have.

The gold of these articles is that of any other: a reader must not be misled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from samples.article import SampleArticle
from samples.page import TODAY, escape, windows_1258

_FROZEN = "Thứ 2, ngày 21 tháng 10 năm 2024"
_ZERO_WIDTH = "\u200b"
_PARAGRAPH = '<p style="text-align: justify;">'
_INVITATION = "Mời bạn đọc xem thêm các bài viết khác trong chuyên mục."


def _same(_article: SampleArticle, html: str) -> str:
    return html


@dataclass(frozen=True, slots=True)
class PageQuirk:
    """Something odd about one page. `fits` says which articles it can befall, `must` what has to come of it.

    `page` changes the finished HTML; where it does not, every page of that layout has the oddity and one is named.
    """

    name: str
    portal: str
    must: str
    fits: Callable[[SampleArticle], bool] = lambda _article: True
    page: Callable[[SampleArticle, str], str] = _same
    encoded: Callable[[bytes], bytes] | None = None
    content_type: str = "text/html; charset=utf-8"


def dressed(portal: str, article: SampleArticle, html: str) -> str:
    """The page of an article with what is odd about it."""
    quirk = page_quirk(portal, article.quirk)
    return quirk.page(article, html) if quirk else html


def page_quirk(portal: str, name: str) -> PageQuirk | None:
    """A quirk by its name."""
    return next((quirk for quirk in PAGE_QUIRKS if (quirk.portal, quirk.name) == (portal, name)), None)


def with_quirks(portal: str, made: Sequence[SampleArticle], free: Sequence[int]) -> list[SampleArticle]:
    """The articles, with each quirk of the portal given to the first that it fits, of those at the `free` positions.

    Raises StopIteration where a quirk fits none.
    """
    articles, left = list(made), list(free)
    for quirk in PAGE_QUIRKS:
        if quirk.portal == portal:
            position = next(number for number in left if quirk.fits(articles[number]))
            left.remove(position)
            articles[position] = replace(articles[position], quirk=quirk.name)
    return articles


def _new(article: SampleArticle) -> bool:
    return article.skin == "new"


def _old(article: SampleArticle) -> bool:
    return article.skin == "old"


def _early_end(_article: SampleArticle, html: str) -> str:
    return html.replace("<head>", "</html>\n<head>", 1)


def _in_head(html: str, element: str) -> str:
    return html.replace("</head>", f"{element}\n</head>", 1)


def _month_first(article: SampleArticle, html: str) -> str:
    moment = article.published
    day = f"{moment.month}/{moment.day}/{moment.year} {moment:%I:%M:%S %p}"
    return _in_head(html, f'<meta name="pubdate" content="{day}" />')


def _utc(article: SampleArticle, html: str) -> str:
    moment = article.published.astimezone(UTC)
    return _in_head(html, f'<meta property="article:published_time" content="{moment:%Y-%m-%dT%H:%M:%SZ}" />')


def _printed_as(layout: str) -> Callable[[SampleArticle, str], str]:
    def change(article: SampleArticle, html: str) -> str:
        moment = article.published
        weekday = "Chủ nhật" if moment.weekday() == 6 else f"Thứ {_WEEKDAYS[moment.weekday()]}"
        printed = f"{moment:%H:%M, %d/%m/%Y}"
        assert html.count(printed) == 1, article.path
        return html.replace(printed, layout.format(at=moment, weekday=weekday))

    return change


_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


def _lead_again(article: SampleArticle, html: str) -> str:
    start = '<div class="td-post-content">\n'
    return html.replace(start, f"{start}{_PARAGRAPH}{escape(article.lead or '', quote=False)}</p>\n", 1)


def _admin(_article: SampleArticle, html: str) -> str:
    return _in_head(html.replace("Bút danh", "admin admin"), '<meta name="author" content="admin" />')


def _related_inside(_article: SampleArticle, html: str) -> str:
    start = html.index('<div class="other">')
    end = html.index("\n</div>\n</div></div></div>", start) + len("\n</div>")
    box = f"<p><em>{_INVITATION}</em></p>\n{html[start:end]}\n"
    html = html[:start] + html[end:]
    return html.replace('</div>\n<div class="print">', f'{box}</div>\n<div class="print">', 1)


def _more_views(article: SampleArticle, html: str) -> str:
    links = (
        '<a href="?pop_up=1" onclick="window.open(this.href)">Cửa sổ mới</a>'
        f'<a href="?print=true">Bản in</a><a href="/dang-nhap/?next={article.path}">Đăng nhập để bình luận</a>'
        f'<a href="/version/mobile{article.path}">Bản di động</a>'
    )
    return html.replace('<div class="content-tools">', f'<div class="content-tools">{links}', 1)


def _zero_width(article: SampleArticle, html: str) -> str:
    title = escape(article.title)
    html = html.replace(title, title.replace(" ", f" {_ZERO_WIDTH}", 1))
    head, *paragraphs = html.split(_PARAGRAPH)
    return _PARAGRAPH.join([head, *(text.replace(", ", f",{_ZERO_WIDTH} ") for text in paragraphs)])


def _escaped_twice(_article: SampleArticle, html: str) -> str:
    return html.replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;")


def _frozen_clock(_article: SampleArticle, html: str) -> str:
    return html.replace(TODAY, _FROZEN)


def _midnight(_article: SampleArticle, html: str) -> str:
    return html.replace('</div>\n<div class="cong-cu">', ' 12:00:00 AM</div>\n<div class="cong-cu">', 1)


def _declared_1258(_article: SampleArticle, html: str) -> str:
    return html.replace("charset=utf-8", "charset=windows-1258", 1)


PAGE_QUIRKS: tuple[PageQuirk, ...] = (
    # --- the paper
    PageQuirk("early-html-end", "sample-paper", "read as if `</html>` did not stand before `<head>`", _old, _early_end),
    PageQuirk("second-html-in-main", "sample-paper", "read although a second `<html>` is inside `<main>`", _new),
    PageQuirk("first-h1-is-the-site", "sample-paper", "the title is not the first h1, which is the site's name", _old),
    PageQuirk(
        "caption-in-table",
        "sample-paper",
        "the caption in the table cell is the picture's title and not in the body",
        lambda article: _new(article) and article.picture is not None,
    ),
    PageQuirk(
        "placeholder-author",
        "sample-paper",
        "`Bút danh` is nobody; the author is the right-aligned last line",
        lambda article: _new(article) and article.signature is not None,
    ),
    PageQuirk(
        "account-as-author",
        "sample-paper",
        "`admin admin` and `<meta name=author content=admin>` are nobody: no author",
        lambda article: _new(article) and article.signature is None,
        _admin,
    ),
    PageQuirk(
        "meta-month-first",
        "sample-paper",
        "the visible D/M/Y wins over a meta element in M/D/Y",
        lambda article: article.published.day <= 12 and article.published.day != article.published.month,
        _month_first,
    ),
    PageQuirk("meta-in-utc", "sample-paper", "the meta element's UTC and the local time are one instant", page=_utc),
    PageQuirk(
        "date-gmt7",
        "sample-paper",
        "read from `Thứ tư, 05/06/2024 | 08:15 (GMT+7)`",
        page=_printed_as("{weekday}, {at:%d/%m/%Y} | {at:%H:%M} (GMT+7)"),
    ),
    PageQuirk(
        "date-in-words",
        "sample-paper",
        "read from `Cập nhật lúc 14:30 ngày 03 tháng 02 năm 2021`",
        page=_printed_as("Cập nhật lúc {at:%H:%M} ngày {at:%d} tháng {at:%m} năm {at:%Y}"),
    ),
    PageQuirk(
        "date-with-points", "sample-paper", "read from `05.08.2019 16:32`", page=_printed_as("{at:%d.%m.%Y %H:%M}")
    ),
    PageQuirk("date-with-h", "sample-paper", "read from `16h30, 05/08/2019`", page=_printed_as("{at:%Hh%M, %d/%m/%Y}")),
    PageQuirk(
        "lead-repeated",
        "sample-paper",
        "the body does not begin with the lead, though the page repeats it as the first paragraph",
        lambda article: _new(article) and article.lead is not None,
        _lead_again,
    ),
    PageQuirk(
        "related-in-body",
        "sample-paper",
        "the related box and the invitation to read on are no part of the body that they stand in",
        lambda article: _old(article) and bool(article.related),
        _related_inside,
    ),
    PageQuirk(
        "other-views", "sample-paper", "login, print, pop-up and mobile views are never asked for", _new, _more_views
    ),
    PageQuirk("zero-width-spaces", "sample-paper", "title and body without zero-width spaces", _old, _zero_width),
    # --- the district
    PageQuirk("frozen-clock", "sample-district", "the old date in the header is not the article's", page=_frozen_clock),
    PageQuirk("midnight", "sample-district", "12:00:00 AM is no time: published is a day", page=_midnight),
    PageQuirk(
        "escaped-twice",
        "sample-district",
        "`&amp;ldquo;` is read as a quotation mark",
        lambda article: any("“" in text for text in article.paragraphs),
        _escaped_twice,
    ),
    PageQuirk(
        "windows-1258",
        "sample-district",
        "decoded by the charset that only the page's meta element names",
        page=_declared_1258,
        encoded=windows_1258,
        content_type="text/html",
    ),
    PageQuirk(
        "signature-at-the-right",
        "sample-district",
        "the right-aligned last line is the author, and not in the body",
        lambda article: article.signature is not None,
    ),
)
