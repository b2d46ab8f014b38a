"""Who wrote it, on pages in other languages than Vietnamese: what the head states, and what the page prints."""

from __future__ import annotations

import json

import pytest

from archive.model import Article
from pipelines.extraction import extract
from tests.extraction.pages import page, read

URL = "https://www.harbourpost.example/news/bridge-over-the-mill-river-opens-after-two-years"
TITLE = "Bridge over the Mill River opens after two years"
PARAGRAPHS = (
    "The new bridge over the Mill River was opened on Monday morning, two years after the old one was closed because "
    "its piers had begun to sink into the bed of the river.",
    "About four thousand people are expected to cross it every day. The council said that buses would follow in "
    "spring, once the road on the northern bank had been widened.",
    "Until then the ferry goes on running. Its owner said that he would miss the queues, but not the fog, and that he "
    "was glad to sleep longer from next year.",
)


def english(*, stated: object = None, after_title: str = "", text: str | None = None, head: str = "") -> Article:
    """The reading of a page of no known portal, with `stated` as the author in JSON-LD."""
    if stated is not None:
        data = {"@type": "NewsArticle", "headline": TITLE, "author": stated, "publisher": {"name": "Harbour Post"}}
        head += f'<script type="application/ld+json">{json.dumps(data)}</script>'
    body = text if text is not None else "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset=utf-8><title>{TITLE} | Harbour Post</title>{head}</head>'
        f'<body><a href="/">Home</a><main><h1>{TITLE}</h1>{after_title}<div>{body}</div></main></body></html>'
    )
    article = extract(html.encode(), URL)
    assert isinstance(article, Article), article
    return article


def names(article: Article) -> list[str]:
    """The names of its authors."""
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"@type": "Organization", "name": "Harbour Post"}, ["Harbour Post"]),
        ({"@type": "Person", "name": "harbourpost.example"}, ["harbourpost.example"]),
        (
            [{"@type": "Organization", "name": "Harbour Post"}, {"@type": "Person", "name": "Ruth Hallam"}],
            ["Ruth Hallam"],
        ),
        ({"@type": "Person", "name": "admin"}, []),
        (
            [[{"@type": "Person", "name": "Ruth Hallam"}], [{"@type": "Person", "name": "Ben Ody"}]],
            ["Ruth Hallam", "Ben Ody"],
        ),
        ({"@type": "Person", "name": "Ruth Hallam, professor of law at the university"}, ["Ruth Hallam"]),
        ({"@type": "Person", "name": "Ruth Hallam, Ben Ody"}, ["Ruth Hallam", "Ben Ody"]),
        ({"@type": "Person", "name": "구현모"}, ["구현모"]),
    ],
    ids=[
        "the paper",
        "its address",
        "a person goes first",
        "an account",
        "lists in lists",
        "with what she does",
        "two in one",
        "Korean",
    ],
)
def test_what_json_ld_states(stated: object, expected: list[str]) -> None:
    assert names(english(stated=stated)) == expected


def test_a_newsroom_is_no_author_where_every_page_names_it() -> None:
    data = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Báo Mẫu Phong"}}
    assert read(page(head=f'<script type="application/ld+json">{json.dumps(data)}</script>')).author is None


def test_a_meta_element_with_the_papers_name_names_no_author() -> None:
    assert (
        english(
            head='<meta name="author" content="Harbour Post"><meta property="og:site_name" content="Harbour Post">'
        ).author
        is None
    )
