"""What else was said of a field is kept with its evidence."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from archive.model import Article
from pipelines.extraction import extract
from tests.extraction.english import PARAGRAPHS, TITLE, URL


def _read(head: str = "", shown: str = "", after: str = "") -> Article:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = f"<html lang=en><head>{head}</head><body><main><h1>{TITLE}</h1>{shown}{text}{after}</main></body></html>"
    article = extract(html.encode(), URL, fetched_at=datetime(2024, 5, 1, tzinfo=UTC))
    assert isinstance(article, Article), article
    return article


def _others(article: Article, field: str) -> list[tuple[str, str]]:
    return [(other.value, other.rule) for other in article.evidence[field].others]


def test_the_title_that_the_head_gives_differently() -> None:
    article = _read('<meta property="og:title" content="Our new bridge is open at last">')
    assert article.title == TITLE
    assert ("Our new bridge is open at last", "meta") in _others(article, "title")


def test_the_date_that_another_source_gives() -> None:
    stated = json.dumps({"@type": "NewsArticle", "datePublished": "2024-03-09"})
    head = f'<script type="application/ld+json">{stated}</script>'
    article = _read(head, "<p>17 April 2024, 9:30</p>")
    assert (article.published or "")[:10] == "2024-04-17"
    assert _others(article, "published") == [("2024-03-09", "json-ld")]


def test_a_date_after_the_capture_is_told_as_such_and_is_no_date() -> None:
    article = _read('<meta property="article:published_time" content="2031-01-01">')
    assert article.published is None
    assert article.evidence["published"].rule == "none"
    assert _others(article, "published") == [("2031-01-01", "meta:after-capture")]


def test_the_author_that_did_not_count() -> None:
    stated = json.dumps({"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ben Ody"}})
    article = _read(f'<script type="application/ld+json">{stated}</script>', "<p>Author: Ruth Hallam</p>")
    assert article.author == "Ruth Hallam"
    assert ("Ben Ody", "json-ld") in _others(article, "author")


def test_what_agrees_is_in_the_rule_and_not_among_the_others() -> None:
    article = _read(
        f'<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="2024-04-17">',
        "<p>17 April 2024</p>",
    )
    assert article.evidence["title"].others == article.evidence["published"].others == ()
    assert "meta" in article.evidence["published"].rule
