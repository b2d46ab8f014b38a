"""Statements, speeches and what stands around them: leads above facts, speakers, offices, quotations, telephones."""

from __future__ import annotations

import pytest

from tests.extraction.english import BOTH, PARAGRAPHS, TITLE
from tests.extraction.plain_pages import BODY, TEXT, names, read

FIRST, *OTHERS = PARAGRAPHS
RUTH = ["Ruth Hallam"]
MINISTER = "Ruth Hallam, Minister of Ferries"


@pytest.mark.parametrize("facts", ["<p>14 May 2024</p>", "<div>By Ruth Hallam</div><div>Published 14 May 2024</div>"])
def test_the_paragraph_that_the_day_parts_from_the_text_is_the_lead(facts: str) -> None:
    others = "".join(f"<p>{paragraph}</p>" for paragraph in OTHERS)
    article = read(f"<h1>{TITLE}</h1><p>{FIRST}</p>{facts}{others}")
    assert (article.summary, article.body) == (FIRST, "\n\n".join(OTHERS))


def test_a_day_above_the_text_makes_no_lead() -> None:
    article = read(f"<h1>{TITLE}</h1><p>14 May 2024</p>{TEXT}")
    assert (article.summary, article.body) == (None, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Speech by Ruth Hallam, Member of the Executive Board, at the River Conference in Port Ellery",
        "Remarks by Ruth Hallam, Governor of the Bank",
        "RUTH HALLAM—Correspondent",
        "Ruth Hallam, environment correspondent",
    ],
)
def test_who_spoke_or_wrote_and_what_they_are(line: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p><b>{line}</b></p><p>14 May 2024</p>{TEXT}")
    assert [name.title() for name in names(article)] == RUTH
    assert article.body == BODY


def test_two_people_that_a_long_dash_parts() -> None:
    assert names(read(f"<h1>{TITLE}</h1><p class=byline>Ruth Hallam—Ben Ody</p><div>{TEXT}</div>")) == BOTH


@pytest.mark.parametrize(
    "quote",
    [
        f"<p>“{FIRST}”</p><p>– {MINISTER}</p>",
        f"<p>“{FIRST}”</p><p>{MINISTER}</p>",
        f"<blockquote><p>{FIRST}</p></blockquote><p>– {MINISTER}</p>",
    ],
)
def test_who_said_the_last_quotation_did_not_write_the_text(quote: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p>14 May 2024</p>{TEXT}{quote}")
    assert names(article) == []


@pytest.mark.parametrize(
    "below",
    [
        "<div class=press><p>MEDIA RELATIONS</p><p>Phone: +1 202 555 0101</p></div>",
        "<div class=press><p>River Communications Department</p><p>Phone: +1 202 555 0101</p></div>",
    ],
)
def test_an_office_to_ask_signs_nothing(below: str) -> None:
    assert names(read(f"<h1>{TITLE}</h1><p>14 May 2024</p><div>{TEXT}</div>{below}")) == []


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Pressekontakt: Vagtchefen, tlf. 55 55 01 01", "da"),
        ("Press contact: Ruth Hallam, 555 010 1010", "en"),
        ("Join our WhatsApp channel for the news of the valley", "en"),
    ],
)
def test_a_telephone_behind_whom_to_ask_is_no_text(line: str, language: str) -> None:
    assert read(f"<h1>{TITLE}</h1><p>2024-05-14</p><div>{TEXT}<p>{line}</p></div>", language=language).body == BODY


def test_an_office_and_when_it_published() -> None:
    line = "Департамент комунікацій, опубліковано 14 травня 2024 року о 12:05"
    article = read(f"<h1>{TITLE}</h1><p>{line}</p><div>{TEXT}</div>", language="uk")
    assert (article.published, article.body) == ("2024-05-14T12:05:00+03:00", BODY)
