"""Points above a text that say what it says, and signs below it that say who sent it: neither is text."""

from __future__ import annotations

import pytest

from tests.extraction.english import PARAGRAPHS, english

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BODY = "\n\n".join(PARAGRAPHS)
POINTS = ["The bridge was closed for two years", "Buses follow in spring, once the road has been widened."]
LIST = "<ul>" + "".join(f"<li>{point}</li>" for point in POINTS) + "</ul>"


@pytest.mark.parametrize("heading", ["", "<h3>Key points</h3>", "<p><b>What you need to know:</b></p>"])
@pytest.mark.parametrize("name", ["", " class=summary-list", " class=highlights"])
def test_points_above_a_text_are_its_lead(heading: str, name: str) -> None:
    article = english(text=f"<div{name}>{heading}{LIST}</div>{TEXT}")
    assert article.body == BODY
    assert article.summary in (None, "\n\n".join(POINTS))


def test_points_below_a_lead_are_none() -> None:
    lead = "The crossing will save commuters half an hour a day, the mayor says"
    article = english(after_title=f"<h2 class=deck>{lead}</h2>", text=f"{LIST}{TEXT}")
    assert (article.summary, article.body) == (lead, BODY)


def test_a_text_that_is_a_list_keeps_it() -> None:
    items = "".join(f"<li>{paragraph}</li>" for paragraph in PARAGRAPHS)
    assert english(text=f"<ul>{items}</ul>").body == BODY
    article = english(text=f"{LIST}<p>{PARAGRAPHS[0]}</p>")
    assert all(point in article.text for point in POINTS)


@pytest.mark.parametrize("items", [("Facebook", "LinkedIn", "Pinterest"), ("Place: Port Ellery", "Cost: a lot")])
def test_buttons_and_facts_are_no_lead(items: tuple[str, ...]) -> None:
    listed = "".join(f"<li>{item}</li>" for item in items)
    assert english(text=f"<ul>{listed}</ul>{TEXT}").summary is None


def test_a_list_below_the_first_paragraph_is_text() -> None:
    body = english(text=f"<p>{PARAGRAPHS[0]}</p>{LIST}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>").body
    assert all(point in body for point in POINTS)


@pytest.mark.parametrize("line", ["MJPS", "(rh/bo)", "– Harbour Post", "harbourpost.example", "-o0o-", "-- BERNAMA"])
def test_what_signs_a_text_and_is_no_name(line: str) -> None:
    head = '<meta property="og:site_name" content="Harbour Post">'
    assert english(text=f"{TEXT}<p>{line}</p>", head=head).body == BODY
