"""Pages that show nothing without their scripts, which carry the text."""

from __future__ import annotations

import json

import pytest

from archive.model import Article, Rejection
from pipelines.extraction import extract
from tests.extraction.english import PARAGRAPHS, TITLE, URL

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
STATE = {"page": {"article": {"title": TITLE, "content": TEXT, "teaser": "<p>A bridge opens.</p>"}}}
HEAD = (
    f'<title>{TITLE} | Harbour Post</title><meta property="og:title" content="{TITLE}">'
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2024-04-17T09:30:00+01:00">'
)


def _read(scripts: str, head: str = HEAD, shown: str = '<div id="app"></div>') -> Article | Rejection:
    html = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{shown}{scripts}</body></html>'
    return extract(html.encode(), URL)


def _stream(data: object) -> str:
    """As React's server components write it: a line of JSON within a string within a call."""
    text = json.dumps(data, ensure_ascii=True).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<script>(self.__next_f=self.__next_f||[]).push([1,{json.dumps('5:' + text)}])</script>"


@pytest.mark.parametrize(
    "scripts",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(STATE)}</script>',
        "<script>window.__NUXT__=" + json.dumps(STATE).replace("<", "\\u003C") + "</script>",
        _stream(STATE),
        _stream({"html": TEXT.replace("<p>", "<p class='t'>")}),
        '<script id="serverApp-state" type="application/json">'
        + json.dumps(STATE).replace("&", "&a;").replace('"', "&q;").replace("<", "&l;").replace(">", "&g;")
        + "</script>",
        f"<script>var a = 'x', content = {json.dumps(TEXT).replace('<', chr(92) + 'x3c')};</script>",
        '<script type="application/ld+json">'
        + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(PARAGRAPHS)})
        + "</script>",
    ],
    ids=["next-data", "nuxt", "react-stream", "react-text", "angular", "variable", "json-ld"],
)
def test_the_text_in_the_scripts_is_read(scripts: str) -> None:
    article = _read(scripts)
    assert isinstance(article, Article), article
    assert article.title == TITLE
    assert article.body.split("\n\n") == list(PARAGRAPHS) or [article.summary, *article.body.split("\n\n")] == list(
        PARAGRAPHS
    )
    assert article.published == "2024-04-17T09:30:00+01:00"
    assert article.evidence["body"].rule == "script"


UNDATED = HEAD.partition('<meta property="article:published_time"')[0]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            {"publishedAt": "2024-04-17T09:30:00+01:00", "dehydratedAt": "2024-05-01T00:00:00Z"},
            "2024-04-17T08:30:00+00:00",
        ),
        ({"deployDt": "2024.04.17 09:30", "reDeployDt": "2024.04.18 10:00"}, "2024-04-17T09:30:00+00:00"),
        ({"publishedAt": "2024-04-17", "other": {"publishedAt": "2024-04-18"}}, None),
        ({"released": "of the old bridge", "updatedAt": "2024-04-18"}, None),
    ],
)
def test_the_date_in_the_scripts_is_read_where_they_name_one(said: dict[str, object], expected: str | None) -> None:
    article = _read(_stream({"article": {"title": TITLE, "content": TEXT, **said}}), UNDATED)
    assert isinstance(article, Article), article
    assert article.published == expected
    assert expected is None or article.evidence["published"].rule == "script"


def test_places_for_advertisements_are_no_text() -> None:
    article = _read(f"<script>var text = {json.dumps(TEXT.replace('</p><p>', '</p>$$ARTICLEAD$$<p>'))};</script>")
    assert isinstance(article, Article)
    assert "ARTICLEAD" not in article.text


def test_text_that_is_shown_comes_before_text_in_scripts() -> None:
    other = TEXT.replace("bridge", "tunnel")
    article = _read(f"<script>var text = {json.dumps(other)};</script>", shown=f"<main><h1>{TITLE}</h1>{TEXT}</main>")
    assert isinstance(article, Article)
    assert "tunnel" not in article.text
    assert article.evidence["body"].rule != "script"


@pytest.mark.parametrize(
    ("scripts", "head"),
    [
        (f"<script>var text = {json.dumps(TEXT)};</script>", "<title>Harbour Post</title>"),
        (
            f"<script>var all = {json.dumps([TEXT.replace('bridge', name) for name in ('ferry', 'harbour', 'quay')])}"
            "</script>",
            HEAD,
        ),
        ("<script>var text = '<p>A bridge opens.</p>'</script>", HEAD),
        ('<script>var text = "' + '\\"' * 100_000 + "</script>", HEAD),
    ],
    ids=["no-article", "several-texts", "teaser", "quotes-without-end"],
)
def test_what_is_not_one_article_stays_rejected(scripts: str, head: str) -> None:
    assert isinstance(_read(scripts, head), Rejection)
