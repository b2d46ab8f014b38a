"""Dates of the head in the forms that only machines write; and lines of two dates and a counter."""

from __future__ import annotations

import json

import pytest

from tests.extraction.english import english
from tests.extraction.pages import TITLE, page, read

META = "<meta name='{}' content='{}'>"
MORNING = "2024-03-12T10:00:00+00:00"

# (name of the meta element, content, expected)
STATED = [
    ("article:published_time", "20240312", "2024-03-12"),
    ("article:published_time", "20240312T100000Z", MORNING),
    ("article:published_time", "20240312T120000+0200", MORNING),
    ("article:published_time", "1710237600", MORNING),
    ("article:published_time", "1710237600000", MORNING),
    ("date", "20240312", "2024-03-12"),
    ("citation_publication_date", "2024/03/12", "2024-03-12"),
    ("citation_publication_date", "2024/3/2", "2024-03-02"),
    ("citation_publication_date", "2024", None),
    ("DC.date.created", "2024-03-12", "2024-03-12"),
    ("date", "20241332", None),
    ("date", "2403121", None),
    ("date", "9710237600", None),
]


@pytest.mark.parametrize(("name", "content", "expected"), STATED)
def test_meta_element(name: str, content: str, expected: str | None) -> None:
    published = english(head=META.format(name, content)).published
    assert published is None if expected is None else published is not None
    if expected is not None and published is not None:
        assert published[:10] == expected[:10]
        assert "T" not in expected or published in (expected, "2024-03-12T12:00:00+02:00")


def test_microdata_of_the_creation() -> None:
    assert english(head="<meta itemprop='dateCreated' content='2024-03-12T10:00:00Z'>").published == MORNING


def test_what_was_created_is_believed_less_than_what_was_published() -> None:
    head = "<meta itemprop='dateCreated' content='2024-03-10'><meta itemprop='datePublished' content='2024-03-12'>"
    assert english(head=head).published == "2024-03-12"


def _linked(*nodes: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>'


def test_date_of_the_web_page() -> None:
    article = english(head=_linked({"@type": "WebPage", "datePublished": "2024-03-12", "dateModified": "2024-03-14"}))
    assert (article.published, article.modified) == ("2024-03-12", "2024-03-14")


def test_the_article_s_date_counts_before_the_web_page_s() -> None:
    head = _linked(
        {"@type": "WebPage", "datePublished": "2019-01-01"},
        {"@type": "NewsArticle", "datePublished": "2024-03-12"},
    )
    assert english(head=head).published == "2024-03-12"


def test_the_web_page_s_date_alone_is_not_believed_against_the_printed_one() -> None:
    head = _linked({"@type": "WebPage", "datePublished": "2019-01-01"})
    assert english(head=head, after_title="<p>March 12, 2024</p>").published == "2024-03-12"


def test_a_page_that_only_holds_a_list_has_no_date() -> None:
    assert english(head=_linked({"@type": "CollectionPage", "datePublished": "2019-01-01"})).published is None


# (line, published, modified, views)
COUNTED = [
    ("17/04/2024 - Cập nhật: 18/04/2024 | Lượt xem: 25", "2024-04-17", "2024-04-18", 25),
    ("17/04/2024 - Cập nhật: 18/04/2024 - Lượt xem: 1.025", "2024-04-17", "2024-04-18", 1025),
    ("17/04/2024 | Cập nhật: 18/04/2024 | 25 lượt xem", "2024-04-17", "2024-04-18", 25),
    ("Lượt xem: 25 | 17/04/2024 | Cập nhật: 18/04/2024", "2024-04-17", "2024-04-18", 25),
]


@pytest.mark.parametrize(("line", "published", "modified", "views"), COUNTED)
def test_two_dates_and_a_counter(line: str, published: str, modified: str, views: int) -> None:
    article = read(page(after_title=f"<p>{line}</p>"))
    assert (article.published, article.modified, article.view_count) == (published, modified, views)


def test_the_span_of_an_event_beside_a_counter_is_no_date() -> None:
    assert read(page(after_title="<p>17/04/2024 - 18/04/2024 | Lượt xem: 25</p>")).published is None


def _of_site(headline: str) -> str:
    return _linked({"@type": "NewsArticle", "headline": headline, "datePublished": "2015-02-05T08:00:00+07:00"})


@pytest.mark.parametrize("site", ["Sở Nông nghiệp tỉnh Mẫu Phong", "Trang thông tin điện tử huyện Mẫu Phong"])
def test_a_date_that_a_template_states_of_an_article_called_as_the_site_is(site: str) -> None:
    """It stands on every page: another witness has to say the same."""
    head = _of_site(site)
    assert read(page(head=head, after_title="")).published is None
    assert read(page(head=head, after_title="", below="<div>05/06/2020 10:15</div>")).published == (
        "2020-06-05T10:15:00+07:00"
    )
    assert (read(page(head=head, after_title="<div>05/02/2015</div>")).published or "")[:10] == "2015-02-05"
    assert (read(page(head=_of_site(TITLE), after_title="")).published or "")[:10] == "2015-02-05"


@pytest.mark.parametrize("name", ["date", "article:published_time"])
def test_no_stated_date_is_later_than_the_change_that_the_page_shows(name: str) -> None:
    changed = "<div>Cập nhật: 05/06/2020 10:15</div>"
    later, before = META.format(name, "2025-01-08"), META.format(name, "2020-06-04")
    assert read(page(head=later, after_title=changed)).published == "2020-06-05T10:15:00+07:00"
    article = read(page(head=before, after_title=changed))
    assert (article.published, article.modified) == ("2020-06-04", "2020-06-05T10:15:00+07:00")
