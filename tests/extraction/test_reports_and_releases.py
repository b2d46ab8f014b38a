"""Kinds of pages that differ from plain news: live reports, interviews, briefings, blogs, releases with contacts."""

from __future__ import annotations

import pytest

from archive.model import Article
from pipelines.extraction import extract
from tests.extraction.english import BOTH, PARAGRAPHS, TITLE
from tests.extraction.plain_pages import BODY, TEXT, names, read

RUTH = ["Ruth Hallam"]
LEAD = "The captain on thirty years between two banks of the river, and on the quiet to come."


@pytest.mark.parametrize("title", ["Department Press Briefing – May 14, 2024", "Corrections: May 14, 2024"])
def test_a_headline_that_is_dated(title: str) -> None:
    article = read(f"<h1>{title}</h1><p>May 14, 2024</p><div><p><b>1:18 p.m. EDT</b></p>{TEXT}</div>", title=title)
    assert (article.title, article.published) == (title, "2024-05-14")
    assert article.body.endswith(BODY)


def test_all_entries_of_a_live_report_count_with_their_headings() -> None:
    entries = "".join(
        f'<article class="block"><h2>What is known at {hour}</h2><p>{text}</p></article>'
        for hour, text in zip((12, 11, 10), PARAGRAPHS, strict=True)
    )
    article = read(f"<h1>{TITLE}</h1><p>Tue 14 May 2024</p><div>{entries}</div>")
    said = zip((12, 11, 10), PARAGRAPHS, strict=True)
    assert article.body == "\n\n".join(f"What is known at {hour}\n\n{text}" for hour, text in said)


def test_teasers_beside_the_article_are_no_entries() -> None:
    card = f'<article class="card"><h2>The ferry man counts his queues</h2><p>{PARAGRAPHS[2]}</p></article>'
    article = read(f'<h1>{TITLE}</h1><article class="text">{TEXT}</article>{card}')
    assert article.body == BODY


QUESTIONS = ("Captain, how did you come to the river in the first place?", "And what comes next?")
TALK = "".join(f"<p><b>{question}</b></p><p>{text}</p>" for question, text in zip(QUESTIONS, PARAGRAPHS, strict=False))


def test_the_first_question_of_an_interview_is_no_lead() -> None:
    article = read(f"<h1>{TITLE}</h1><div class=teaser>{LEAD}</div><p>14 May 2024</p>{TALK}")
    assert article.summary == LEAD
    assert article.body.startswith(QUESTIONS[0])


@pytest.mark.parametrize(
    "line", ["Interview: <b>Ruth Hallam</b> &nbsp; Photos: Ben Ody", "Words: Ruth Hallam", "Interview: Ruth Hallam"]
)
def test_who_asked_and_who_took_the_pictures(line: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p>{line}</p><p>14 May 2024</p><div>{TEXT}</div>")
    assert (names(article), article.body) == (RUTH, BODY)


@pytest.mark.parametrize("facts", ["<p>14 May 2024</p>", "<p>Ruth Hallam</p><p>Tuesday 14 May 2024</p>"])
def test_a_heading_between_title_and_facts_is_the_lead(facts: str) -> None:
    article = read(f"<h1>{TITLE}</h1><h2>{LEAD[:-1]}</h2>{facts}{TEXT}")
    assert (article.summary, article.body) == (LEAD[:-1], BODY)


def test_a_list_right_below_the_headline_is_the_lead() -> None:
    points = [
        "Four thousand people are expected to cross the bridge every day",
        "Buses will follow in spring once the northern road has been widened",
    ]
    listed = "".join(f"<li><b>{point}</b></li>" for point in points)
    article = read(f"<h1>{TITLE}</h1><ul>{listed}</ul><p>By Ruth Hallam</p><p>14 May 2024</p>{TEXT}")
    assert (article.summary, article.body) == ("\n\n".join(points), BODY)


@pytest.mark.parametrize(
    ("facts", "lead"),
    [
        (
            '<div class="byline"><div>By the staff of the paper | May 14, 2024 at 2 PM, now - Updated at 4</div></div>',
            None,
        ),
        (f'<div class="body-head"><p class="strapline">{LEAD}</p></div>', LEAD),
    ],
    ids=["byline", "strapline"],
)
def test_a_sub_title_in_the_head_of_the_texts_element(facts: str, lead: str | None) -> None:
    article = read(f"<h1>{TITLE}</h1><div>{facts}<p>14 May 2024</p><div class=text>{TEXT}</div></div>")
    assert article.summary == lead
    assert article.body.endswith(BODY)


@pytest.mark.parametrize(
    ("end", "language"),
    [
        ("<p>For media queries, please contact <a href='mailto:a@b.example'>Ann Marsh</a>, tel.: 555 0101.</p>", "en"),
        ("<p>For media queries, please contact:</p><p>Ann Marsh<br>Manager, Corporate Communications</p>", "en"),
        ("<h4>Adresse für Rückfragen</h4><p>Kommunikation BAV<br>+41 58 555 01 01</p>", "de"),
        ("<p><em>We may earn a commission from links on this page.</em></p>", "en"),
        ("<p><small>This entry was posted on Tuesday, May 14th, 2024 at 8:12 am under Boats.</small></p>", "en"),
        ("<p>lb/aq</p>", "en"),
        ("<p><b>MO/PL</b></p>", "en"),
        ("<p>(HMS/AB/YP)</p>", "id"),
    ],
)
def test_what_closes_a_release_or_a_post(end: str, language: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p>2024-05-14</p><div>{TEXT}{end}</div>", language=language)
    assert (names(article), article.body) == ([], BODY)


def test_contacts_may_be_what_a_text_is_about() -> None:
    line = "Contacts between the two banks: fewer than before."
    assert read(f"<h1>{TITLE}</h1><div>{TEXT}<h3>{line}</h3>{TEXT}</div>").body.count(line) == 1


def test_an_office_above_the_day_of_a_sign_off_signs() -> None:
    article = read(f"<h1>{TITLE}</h1><div>{TEXT}<p><b>MINISTRY OF FERRIES</b><br><b>14 MAY 2024</b></p></div>")
    assert (names(article), article.body) == (["MINISTRY OF FERRIES"], BODY)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ruth Hallam at the Quay Stadium", RUTH),
        ("By Ruth Hallam for the Harbour Post", RUTH),
        ("By Ruth Hallam, Harbour Post — Port Ellery", RUTH),
        ("By Ruth Hallam, Harbour Post, and Ben Ody", BOTH),
        ('<a href="/@ruth">Ruth Hallam</a>', RUTH),
        ('<a href="/users/ruth">Ruth Hallam</a>, <span>Staff</span>', RUTH),
        ('<span class="x">Harbour Post</span> <span class="x">Ruth Hallam</span>', RUTH),
    ],
)
def test_who_wrote_it_and_where(line: str, expected: list[str]) -> None:
    article = read(f"<h1>{TITLE}</h1><p class=byline>{line}</p><p>14 May 2024</p><div>{TEXT}</div>")
    assert (names(article), article.body) == (expected, BODY)


def test_the_line_that_an_author_was_read_from_is_no_text() -> None:
    facts = "<div><span class=author>Ruth Hallam</span> <span>14 May 2024</span></div>"
    article = read(f"<h1>{TITLE}</h1><p class=lead>{LEAD}</p>{facts}{TEXT}")
    assert (names(article), article.summary, article.body) == (RUTH, LEAD, BODY)


def test_a_blog_prints_the_day_above_and_the_name_below() -> None:
    lines = "<br><br>".join(PARAGRAPHS)
    article = read(
        f"<h2>Tuesday, May 14, 2024</h2><div><h3>{TITLE}</h3><div>{lines}</div><div>Posted by <span>Ruth Hallam</span> "
        "at 8:12 AM</div><div>Labels: <a href=/l>boats</a></div></div>"
    )
    assert ((article.published or "")[:10], names(article), article.body) == ("2024-05-14", RUTH, BODY)


@pytest.mark.parametrize(
    ("line", "language", "published"),
    [
        ("14.05.2024 – 12:41 &nbsp; Polizeiinspektion Leer", "de", "2024-05-14T12:41:00+02:00"),
        ("Ciudad de México, a 14 de mayo de 2024", "es", "2024-05-14"),
        ("Humas Selasa, 14 Mei 2024 1.204", "id", "2024-05-14"),
    ],
)
def test_a_day_beside_an_office_or_a_place(line: str, language: str, published: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p>{line}</p><div>{TEXT}</div>", language=language)
    assert (article.published, article.body) == (published, BODY)


def test_a_short_name_of_the_site_is_no_part_of_a_headline() -> None:
    head = f"<html lang=en><head><title>{TITLE} | SRB</title></head>"
    html = f"{head}<body><h1><i>Traffic</i> {TITLE}</h1>{TEXT}</body></html>"
    article = extract(html.encode(), "https://www.srb.example/n/7731")
    assert isinstance(article, Article)
    assert article.title == TITLE
