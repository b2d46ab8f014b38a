"""What stands at the ends of releases and news of the world and only looks like who wrote them, or like text."""

from __future__ import annotations

import pytest

from tests.extraction.english import PARAGRAPHS, english

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BODY = "\n\n".join(PARAGRAPHS)
RUTH = ["Ruth Hallam"]


def authors(**parts: str) -> list[str]:
    return [author.name for author in english(**parts).authors]


@pytest.mark.parametrize(
    "end",
    [
        "<p><b>Port Ellery<br>May 14, 2024</b></p>",
        "<p>Port Ellery</p><p>May 14, 2024</p>",
    ],
    ids=["one element", "two"],
)
def test_a_place_above_the_day_of_a_sign_off_is_nobody(end: str) -> None:
    article = english(text=TEXT + end)
    assert (article.authors, article.body) == ((), BODY)


@pytest.mark.parametrize(
    "end", ["<p>Ruth Hallam</p><p>May 14, 2024, 18:10</p>", "<p>By Ruth Hallam</p><p>May 14, 2024</p>"]
)
def test_a_name_above_a_time_or_behind_its_label_signs(end: str) -> None:
    assert authors(text=TEXT + end) == RUTH


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<div><h3>Topic</h3><p>Bridges and Roads</p><h3>Component</h3><p>Civil Works</p></div>", []),
        ("<div><h3>About the author</h3><p>Ruth Hallam</p></div>", RUTH),
    ],
    ids=["facts", "author"],
)
def test_what_a_heading_below_the_text_names(below: str, expected: list[str]) -> None:
    assert authors(text=TEXT, after_title="<p>4 June 2024</p>") == []
    assert authors(text=f"<div>{TEXT}</div>{below}") == expected


def test_the_button_of_a_box_that_asks_to_subscribe_signs_nothing() -> None:
    box = "<div class=get><p>Get all the news of the valley by mail, every morning before seven.</p><a>GET IT</a></div>"
    assert authors(text=TEXT + box) == []
    assert english(text=TEXT + box).body == BODY


def test_a_class_may_call_the_author_a_reporter() -> None:
    assert authors(after_title="<span class=reporter>Ruth Hallam</span><p>4 June 2024</p>") == RUTH


@pytest.mark.parametrize("letters", ["TNN", "HPNS"])
def test_letters_behind_a_name_are_where_somebody_works(letters: str) -> None:
    line = f'<div class="byline">Ruth Hallam / {letters} <p>4 June 2024</p></div>'
    [author] = english(after_title=line).authors
    assert (author.name, author.affiliation) == ("Ruth Hallam", letters)


@pytest.mark.parametrize(
    "end", ["Published in The Harbour Post, June 4th, 2024", "First published June 4, 2024 (print)"]
)
def test_where_and_when_it_was_printed_is_no_text(end: str) -> None:
    article = english(text=f"{TEXT}<p><em>{end}</em></p>")
    assert (article.authors, article.body) == ((), BODY)


SAID = "The {} builds and keeps the bridges of the county, from the Mill to the sea. It was founded in 1894."


@pytest.mark.parametrize(
    ("heading", "name", "language"),
    [
        ("<p><strong>About the Department</strong><br>{}</p>", "Department", "en"),
        ("<h3>About Mill &amp; Salt Holdings</h3><p>{}</p>", "Mill &amp; Salt Holdings", "en"),
        ("<p><b>About The Mill Bridge Trust:</b></p><p>{}</p>", "Mill Bridge Trust", "en"),
        ("<h3>À propos de Mill &amp; Salt</h3><p>{}</p>", "Mill &amp; Salt", "fr"),
    ],
)
def test_what_its_issuer_is_is_no_part_of_a_release(heading: str, name: str, language: str) -> None:
    article = english(text=TEXT + heading.format(SAID.format(name)), language=language)
    assert article.body == BODY


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("About the bridge", "The bridge is forty metres long and has six piers, of which two stand on dry land."),
        (
            "About Ruth Hallam",
            "She built it, and four others further down, in eleven years, and has never crossed one.",
        ),
    ],
)
def test_a_sub_heading_of_the_text_stays(heading: str, said: str) -> None:
    assert english(text=f"{TEXT}<h3>{heading}</h3><p>{said}</p>").body == f"{BODY}\n\n{heading}\n\n{said}"


def test_a_text_goes_on_below_what_an_office_is() -> None:
    more = "".join(f"<p>{paragraph} Again.</p>" for paragraph in PARAGRAPHS)
    assert english(
        text=f"{TEXT}<h3>About Council Road</h3><p>Council Road is narrow, and it floods in winter.</p>{more}"
    ).body.endswith("Again.")


def test_the_day_may_stand_in_an_aside_of_the_head() -> None:
    aside = (
        '<aside><address><a rel="author" href="/profile/r">Ruth Hallam</a></address>'
        "<p>Tue 4 June 2024 06.00 BST</p></aside>"
    )
    article = english(after_title=aside, language="en-GB")
    assert article.published == "2024-06-04T06:00:00+01:00"
    assert [author.name for author in article.authors] == RUTH


def test_the_days_of_other_news_in_an_aside_are_not_the_articles() -> None:
    aside = '<aside><a href="/n/2">Ferry timetable for the winter is out</a><p>5 June 2024</p></aside>'
    assert english(after_title=aside).published is None


@pytest.mark.parametrize("around", ["<ul class=post-summary-bullets>{}</ul>", "<div class=summary><ul>{}</ul></div>"])
def test_all_points_of_a_list_that_is_called_a_summary_are_the_lead(around: str) -> None:
    points = [
        "Ruth Hallam crossed the river every day for two years, in all weathers.",
        "She counted the queues at the ferry and wrote down who stood in them.",
        "These notes include her feet, the fog, and the prices of tea.",
    ]
    items = around.format("".join(f'<li class="body-md">{point}</li>' for point in points))
    article = english(text=f"{items}<section class=body>{TEXT}</section>")
    assert (article.summary, article.body) == ("\n\n".join(points), BODY)
