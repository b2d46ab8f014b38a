"""The second state differs from the first in exactly what SECOND_STATE says."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from samples import PORTALS, SECOND_STATE, GoldArticle, SampleServer, gold
from tests.samples.fetching import fetch


def said(article: GoldArticle) -> dict[str, Any]:
    """What an article says itself; titles in its related box are those of other articles, ways lie outside its page."""
    own = (field.name for field in fields(article) if field.name not in {"related", "ways"})
    return {name: getattr(article, name) for name in own}


@pytest.mark.parametrize("portal", PORTALS)
def test_gold_of_the_two_states_differs_as_said(portal: str) -> None:
    change = SECOND_STATE[portal].at("http://x/")
    before, after = gold(portal, "http://x/"), gold(portal, "http://x/", "second")
    assert set(after) - set(before) == change.new
    assert set(before) - set(after) == change.not_served
    both = set(before) & set(after)
    assert {url for url in both if said(before[url]) != said(after[url])} == change.edited
    for urls, field in (
        (change.title_edited, "title"),
        (change.paragraph_edited, "body"),
        (change.author_edited, "author"),
    ):
        for url in urls:
            old = replace(before[url], related=after[url].related, authors=after[url].authors, ways=after[url].ways)
            assert replace(old, **{field: getattr(after[url], field)}) == after[url]
            assert getattr(before[url], field) != getattr(after[url], field)
    groups = [change.new, change.edited, change.removed, change.gone, change.soft_removed, change.redirected]
    assert all(groups)
    assert sum(len(group) for group in groups) == len(frozenset().union(*groups))
    newest = sorted(after.values(), key=lambda article: article.published)[-len(change.new) :]
    assert {article.url for article in newest} == change.new


@pytest.mark.parametrize("portal", PORTALS)
def test_what_is_gone_answers_as_said(server: SampleServer, portal: str) -> None:
    home = server.home(portal)
    change = SECOND_STATE[portal].at(home)
    assert {fetch(url).status for url in change.new} == {404}
    assert {fetch(url).status for url in change.not_served} == {200}
    assert fetch(home + "__samples__/state?to=second").status == 200
    assert {fetch(url).status for url in change.new | change.edited} == {200}
    assert {fetch(url).status for url in change.removed} == {404}
    assert {fetch(url).status for url in change.gone} == {410}
    for url in change.soft_removed:
        answer = fetch(url)
        assert answer.status == 200
        assert "Không tìm thấy bài viết" in answer.text
    for url in change.redirected:
        answer = fetch(url)
        assert (answer.status, answer.headers["Location"]) == (302, "/")
    for url in change.edited:
        text = fetch(url).text
        assert gold(portal, home, "second")[url].title in text
        assert gold(portal, home, "second")[url].body.split("\n\n")[1] in text
    fetch(home + "__samples__/state?to=first")
    assert {fetch(url).status for url in change.not_served} == {200}


def test_an_unknown_state_is_refused(server: SampleServer) -> None:
    answer = fetch(server.home("sample-paper") + "__samples__/state?to=third")
    assert answer.status == 400
    assert "first, second" in answer.html
    assert server.state == "first"


def test_the_paper_s_validators_change_with_what_an_article_says(server: SampleServer) -> None:
    home = server.home("sample-paper")
    change = SECOND_STATE["sample-paper"].at(home)
    before = {url: fetch(url).headers["ETag"] for url in gold("sample-paper", home)}
    server.use_state("second")
    after = {url: fetch(url).headers["ETag"] for url in gold("sample-paper", home, "second")}
    changed = {url for url in set(before) & set(after) if before[url] != after[url]}
    assert changed >= change.edited
    # Pages that name the edited title in their related box change with it.
    assert len(changed) <= len(change.edited) + 4
