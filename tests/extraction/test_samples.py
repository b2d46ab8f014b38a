"""The sample portals' pages, every field of every article exactly as their gold says."""

from __future__ import annotations

import functools
from datetime import datetime

import pytest

from archive.model import Article
from pipelines.extraction import extract
from portals import load_portals
from samples import NOT_ARTICLES, PORTAL_FILES, PORTALS, GoldArticle, State, gold
from samples.site import page_at

FIELDS = tuple(field for field in GoldArticle.__annotations__ if field != "ways")
STATES: tuple[State, ...] = ("first", "second")
CAPTURED = datetime.fromisoformat("2025-06-25T10:00:00+07:00")


@functools.cache
def _readings(name: str, state: State) -> list[tuple[Article, GoldArticle]]:
    portal = load_portals(PORTAL_FILES)[name]
    found = []
    for url, expected in gold(name, portal.home, state).items():
        body = page_at(name, state, url.removeprefix(portal.home[:-1])).sent(CAPTURED, 0, 0)
        article = extract(body, url, portal=portal, fetched_at=CAPTURED)
        assert isinstance(article, Article), (url, article)
        found.append((article, expected))
    return found


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", PORTALS)
def test_field_of_every_sample_article(name: str, state: State, field: str) -> None:
    for article, expected in _readings(name, state):
        assert getattr(article, field) == getattr(expected, field), expected.url


@pytest.mark.parametrize("name", PORTALS)
def test_a_page_listed_like_an_article_is_rejected_as_what_it_is(name: str) -> None:
    portal, page = load_portals(PORTAL_FILES)[name], NOT_ARTICLES[name]
    result = extract(page_at(name, "first", page.path).body, portal.absolute(page.path), portal=portal)
    assert not isinstance(result, Article)
    assert result.reason == page.reason
