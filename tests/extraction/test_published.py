"""Which of a page's dates is the article's: witnesses agree, clocks and decrees do not count."""

from __future__ import annotations

import pytest

from archive.model import Context
from tests.extraction.english import english
from tests.extraction.pages import PARAGRAPHS, page, read

META = '<meta property="article:published_time" content="{}">'
JSON_LD = (
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x", "datePublished": "{}"}}</script>'
)
CITING = "<p>Theo Quyết định số 58-QĐ/HU ngày 01-11-2011 và Công văn ngày 25.7.2018, xã đã giao việc từng thôn.</p>"
FACTS = (
    "<h4>Tin liên quan</h4><ul><li><a href='/a-1'>Một bài khác của mục này</a></li></ul>"
    "<ul><li>Ngày đăng: 05/06/2024</li></ul>"
)

# (name, what is special about the page, expected)
CASES = [
    ("below the title", {"after_title": "<p>6-1-2020</p>"}, "2020-01-06"),
    ("above the title", {"top": "<p>11:02, 17/04/2024</p>", "after_title": ""}, "2024-04-17T11:02:00+07:00"),
    (
        "with a weekday above the title",
        {"top": "<p>Thứ tư, 17/04/2024, 11:02</p>", "after_title": ""},
        "2024-04-17T11:02:00+07:00",
    ),
    (
        "day and time in two spans",
        {"after_title": "<p><span>11:02</span> <span>17/04/2024</span></p>"},
        "2024-04-17T11:02:00+07:00",
    ),
    ("labelled, with views", {"after_title": "<p>Ngày đăng: 17/04/2024 | Lượt xem: 25</p>"}, "2024-04-17"),
    ("labelled, below the text", {"after_title": "", "end": "<p>Ngày đăng: 17/04/2024</p>"}, "2024-04-17"),
    (
        "last change is the only date shown",
        {"after_title": "<p>Cập nhật lúc 14:30 ngày 03 tháng 02 năm 2021</p>"},
        "2021-02-03T14:30:00+07:00",
    ),
    (
        "a short year, time and name",
        {"after_title": "<p>T4 05/06/24 | 08:15 | Hà Minh</p>"},
        "2024-06-05T08:15:00+07:00",
    ),
    ("a short year and a name: a number", {"after_title": "<p>05/06/24 | Hà Minh</p>"}, None),
    ("a labelled date far below", {"after_title": "", "below": FACTS}, None),
    ("12:00 AM is no time", {"after_title": "<p>Ngày đăng 23/06/2014 | 12:00 AM</p>"}, "2014-06-23"),
    ("no date at all", {"after_title": ""}, None),
    ("today's date in the header", {"top": "<div>Thứ 6, ngày 10 tháng 1 năm 2025</div>", "after_title": ""}, None),
    ("a frozen clock in the header", {"top": "<header><p>Thứ 2, 21/10/2024</p></header>", "after_title": ""}, None),
    ("a clock with the time of the capture", {"top": "<div>Thứ 6, 10/01/2025, 09:29</div>", "after_title": ""}, None),
    (
        "a clock above, the date below",
        {"top": "<div>10/01/2025 09:29</div>", "after_title": "<p>6-1-2020</p>"},
        "2020-01-06",
    ),
    (
        "only decrees are dated",
        {"after_title": "", "text": CITING + f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"},
        None,
    ),
    (
        "only the related articles are dated",
        {
            "after_title": "",
            "below": "<p>Tin liên quan</p><ul><li><a href='/a-1'>Một bài khác của mục này</a> (05/06/2024)</li></ul>",
        },
        None,
    ),
    (
        "only the footer is dated",
        {"after_title": "", "below": "<div>Giấy phép số 12/GP cấp ngày 05/06/2024</div>"},
        None,
    ),
    ("later than the capture", {"after_title": "<p>12/03/2025</p>"}, None),
    ("meta alone", {"after_title": "", "head": META.format("2024-04-17T11:02:00+07:00")}, "2024-04-17T11:02:00+07:00"),
    ("meta in UTC", {"after_title": "", "head": META.format("2024-04-17T04:02:00Z")}, "2024-04-17T11:02:00+07:00"),
    ("JSON-LD alone", {"after_title": "", "head": JSON_LD.format("2024-04-17T11:02:00")}, "2024-04-17T11:02:00+07:00"),
    (
        "meta adds the time to the day",
        {"after_title": "<p>17/04/2024</p>", "head": META.format("2024-04-17T11:02:00+07:00")},
        "2024-04-17T11:02:00+07:00",
    ),
    (
        "meta of another day is not believed",
        {"after_title": "<p>17/04/2024</p>", "head": META.format("2024-05-02T08:00:00+07:00")},
        "2024-04-17",
    ),
    (
        "meta with month and day swapped",
        {"after_title": "<p>4/5/2020</p>", "head": '<meta name="date" content="5/4/2020 11:02:00 AM">'},
        "2020-05-04T11:02:00+07:00",
    ),
    ("meta that may be either way round", {"after_title": "", "head": '<meta name="date" content="5/4/2020">'}, None),
    (
        "meta that reads one way only",
        {"after_title": "", "head": '<meta name="date" content="4/17/2020">'},
        "2020-04-17",
    ),
    (
        "UTC beside local time",
        {"after_title": "<p>17/04/2024 11:02</p>", "head": META.format("2024-04-17T04:02:00Z")},
        "2024-04-17T11:02:00+07:00",
    ),
]


@pytest.mark.parametrize(("special", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_published(special: dict[str, str], expected: str | None) -> None:
    assert read(page(**special)).published == expected


def test_the_month_in_the_address_decides_between_both_readings_of_a_meta_date() -> None:
    body = page(after_title="", head='<meta name="date" content="5/4/2020">')
    assert (
        read(body, url="https://baoanlinh.example.vn/tin/202004/cau-moi-3f71fbf/", portal=None).published
        == "2020-04-05"
    )


def test_context_fills_what_the_page_does_not_say() -> None:
    article = read(page(after_title=""), context=Context(published="2020-06-05"))
    assert article.published == "2020-06-05"
    assert article.evidence["published"].rule == "context"


def test_the_page_wins_over_context() -> None:
    assert read(page(), context=Context(published="2020-06-07")).published == "2020-06-05"


def test_modified_is_kept_beside_published() -> None:
    article = read(page(after_title="<p>Ngày đăng: 17/04/2024</p><p>Cập nhật: 18/04/2024 09:00</p>"))
    assert (article.published, article.modified) == ("2024-04-17", "2024-04-18T09:00:00+07:00")


def test_evidence_names_rule_and_text() -> None:
    evidence = read(page(after_title="<p>Ngày đăng: 17/04/2024</p>")).evidence["published"]
    assert (evidence.rule, evidence.text) == ("visible", "Ngày đăng: 17/04/2024")


def test_a_labelled_date_far_below_the_text_counts_where_the_title_element_ends_with_it() -> None:
    body = page(after_title="", below=FACTS).replace(
        "Huyện Mẫu Phong<".encode(), "Khánh thành | Mẫu Phong | 05/06/2024<".encode()
    )
    assert read(body).published == "2024-06-05"


@pytest.mark.parametrize(
    ("printed", "stated", "expected"),
    [
        ("5 June 2024, 6:21 pm", "2024-06-05T16:21:53Z", "2024-06-05T18:21:00+02:00"),
        ("5 June 2024, 9:05 am", "2024-06-05T13:05:00+00:00", "2024-06-05T09:05:00-04:00"),
        ("6 June 2024, 1:30 am", "2024-06-05T15:30:10Z", "2024-06-06T01:30:00+10:00"),
        (
            "5 June 2024, 6:21 pm",
            "2024-06-05T16:03:00Z",
            "2024-06-05T18:21:00+00:00",
        ),  # no zone, another moment
        ("5 June 2024, 6:21 pm GMT", "2024-06-05T16:21:53Z", "2024-06-05T18:21:00+00:00"),
    ],
)
def test_the_zone_of_printed_times_is_told_by_the_head(printed: str, stated: str, expected: str) -> None:
    assert english(after_title=f"<p>{printed}</p>", head=META.format(stated)).published == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("17/04/2024 08:00 - Cập nhật: 18/04/2024 09:15", ("2024-04-17T08:00:00+07:00", "2024-04-18T09:15:00+07:00")),
        ("Đăng lúc 17/04/2024 08:00 | Cập nhật 18/04/2024", ("2024-04-17T08:00:00+07:00", "2024-04-18")),
        ("Cập nhật: 18/04/2024 | Ngày đăng: 17/04/2024", ("2024-04-17", "2024-04-18")),
        ("<span>17/04/2024</span> <i>Cập nhật: <b>18/04/2024</b></i>", ("2024-04-17", "2024-04-18")),
        ("17/04/2024 08:00 | 17/04/2024 10:30", ("2024-04-17T08:00:00+07:00", "2024-04-17T10:30:00+07:00")),
        ("17/04/2024 - 18/04/2024", (None, None)),  # an event's span, it may be
        ("Từ 17/04/2024 đến 18/04/2024", (None, None)),
        ("18/04/2024 - Cập nhật: 17/04/2024", (None, None)),
    ],
)
def test_both_dates_of_one_line(line: str, expected: tuple[str | None, str | None]) -> None:
    article = read(page(after_title=f"<p>{line}</p>"))
    assert (article.published, article.modified) == expected


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("en", "Published 4 Apr 2024, updated 5 Apr 2024", ("2024-04-04", "2024-04-05")),
        ("lt", "05.04.2025 - Atnaujinta : 06.04.2025", ("2025-04-05", "2025-04-06")),
        ("lt", "05.04.2025", ("2025-04-05", None)),
        ("lt", "05/04/2025", (None, None)),  # only dots tell which is the month
        ("lt", "11:15 05.04.25", (None, None)),
        ("en", "05.04.2025", (None, None)),
    ],
)
def test_dates_in_languages_without_an_order(language: str, line: str, expected: tuple[str | None, str | None]) -> None:
    article = english(after_title=f"<p>{line}</p>", language=language)
    assert (article.published, article.modified) == expected


@pytest.mark.parametrize(
    ("feed", "published", "modified"),
    [
        ("2020-06-03", "2020-06-03", "2020-06-04T08:15:00+07:00"),
        ("2020-06-05T09:00:00+07:00", "2020-06-04T08:15:00+07:00", None),  # when the feed was made
    ],
)
def test_a_feed_cannot_date_an_article_to_after_its_last_change(
    feed: str, published: str, modified: str | None
) -> None:
    article = read(page(after_title="<p>Cập nhật: 04/06/2020 08:15</p>"), context=Context(published=feed))
    assert (article.published, article.modified) == (published, modified)
