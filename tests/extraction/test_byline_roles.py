"""A name above the line that says what its owner does, and a name before the date that leads to an author's page."""

from __future__ import annotations

import pytest

from archive.model import Author
from tests.extraction.english import BOTH, PARAGRAPHS, english

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BODY = "\n\n".join(PARAGRAPHS)
SITE = '<meta property="og:site_name" content="Harbour Post">'


@pytest.mark.parametrize(
    ("role", "language"),
    [
        ("Environment correspondent", "en"),
        ("Political Editor", "en"),
        ("Journaliste", "fr"),
        ("Auslandskorrespondentin", "de"),
        ("Redactora de economía", "es"),
        ("Enviado especial", "es"),
        ("Economieverslaggever", "nl"),
        ("Dış politika muhabiri", "tr"),
    ],
)
@pytest.mark.parametrize("markup", ["<div>{}</div><div>{}</div>", "<p>{}</p><p>{}</p>", "<div>{}<br>{}</div>"])
def test_a_name_above_what_its_owner_does(role: str, language: str, markup: str) -> None:
    line = markup.format("Ruth Hallam", role)
    article = english(after_title=f"{line}<p>5 June 2024</p>", language=language)
    assert (article.authors, article.body) == ((Author("Ruth Hallam", role=role),), BODY)


def test_a_place_behind_it_is_no_author() -> None:
    article = english(after_title="<div>Ruth Hallam</div><div>Environment correspondent, Nairobi</div>")
    assert article.authors == (Author("Ruth Hallam", role="Environment correspondent"),)


def test_each_of_several() -> None:
    lines = "<p>Ruth Hallam</p><p>Reporter</p><p>Ben Ody</p><p>News Desk</p>"
    assert english(after_title=lines).authors == (
        Author("Ruth Hallam", role="Reporter"),
        Author("Ben Ody", role="News Desk"),
    )


def test_one_more_of_whom_nothing_is_said() -> None:
    lines = "<p>Ruth Hallam</p><p>Reporter</p><p>Ben Ody</p><p>5 June 2024</p>"
    assert [author.name for author in english(after_title=lines).authors] == BOTH


def test_a_name_above_the_newsrooms() -> None:
    article = english(after_title="<p>Ruth Hallam</p><p>Harbour Post, Nairobi</p><p>5 June 2024</p>", head=SITE)
    assert [author.name for author in article.authors] == ["Ruth Hallam"]


def test_lines_that_open_the_text_are_none_of_it() -> None:
    article = english(text=f"<p><b>Ruth Hallam</b></p><p><b>Environment correspondent</b></p>{TEXT}")
    assert (article.body, article.authors) == (BODY, (Author("Ruth Hallam", role="Environment correspondent"),))


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Mill River</p><p>Two years of waiting</p>",
        "<h3>Mill River</h3><p>Reporter</p>",
        "<p>Harbour Post</p><p>News Desk</p>",
        "<p>Political Editor</p><p>News Desk</p>",
    ],
)
def test_lines_that_name_nobody(lines: str) -> None:
    assert english(after_title=lines, head=SITE).authors == ()


@pytest.mark.parametrize(
    "line",
    [
        '<a href="/author/ruth-hallam">Ruth Hallam</a>, 5 June 2024',
        '<a href="/people/ruth-hallam">Ruth Hallam</a> | 5 June 2024, 10:30 | 5 min read',
        '<a href="/by/ruth-hallam">Ruth Hallam</a> · 5 June 2024',
        '5 June 2024 | <a href="/columnists/ruth-hallam/">Ruth Hallam</a>',
        '<a href="/?author=7">Ruth Hallam</a>, 5 June 2024',
    ],
)
def test_a_name_beside_the_date_that_leads_to_an_authors_page(line: str) -> None:
    article = english(after_title=f"<p>{line}</p>")
    assert ([author.name for author in article.authors], (article.published or "")[:10]) == (
        ["Ruth Hallam"],
        "2024-06-05",
    )


def test_one_that_leads_elsewhere_is_none() -> None:
    assert english(after_title='<p><a href="/topics/mill-river">Mill River</a>, 5 June 2024</p>').authors == ()


def test_one_above_the_title_is_anothers() -> None:
    teaser = '<p><a href="/author/ben-ody">Ben Ody</a>, 4 June 2024</p>'
    article = english(after_title="<p>5 June 2024</p>", above=teaser)
    assert article.authors == ()


@pytest.mark.parametrize(
    "line",
    [
        '<div class=details><span class="authorText">Ruth Hallam</span> · HP News · <i>5 June 2024</i></div>',
        '<div><span class="auteur">Harbour Post</span> <span class="auteur">Ruth Hallam</span> <i>5.6.2024</i></div>',
        '<div class="c-signature"><b class="c-signature__author">Ruth Hallam</b><b class="c-signature__location">Port '
        "Ellery</b></div>",
        '<div class="article-byline"><div>Ruth Hallam</div><div>5 June 2024, 10:30</div></div>',
        '<p class="author">Ruth Hallam/bo</p>',
        "<div><h6>Ruth Hallam</h6><p>News Desk</p></div>",
    ],
    ids=["beside a desk", "beside the paper", "beside a place", "in a byline", "with who edited it", "small heading"],
)
def test_a_name_in_an_element_of_its_own(line: str) -> None:
    article = english(after_title=line, head=SITE)
    assert [author.name for author in article.authors] == ["Ruth Hallam"]


def test_a_byline_below_the_lead() -> None:
    lead = "<p class=subtitle>The crossing will save commuters half an hour a day, the mayor said on the bridge.</p>"
    article = english(after_title=f'{lead}<div class="article-byline"><div>Ruth Hallam</div></div>')
    assert [author.name for author in article.authors] == ["Ruth Hallam"]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Lima, 14/05/2024 06h00", "es"),
        ("Dakar, le 14 mai 2024", "fr"),
        ("Islamabad: May 14, 2024", "en"),
        ("Polizeimeldung vom 14.05.2024", "de"),
        ("(Ruth Hallam, 14.5.2024)", "de"),
        ("Publié le 14/05/2024 à 06:00 <b>Temps de lecture:</b> 2 min", "fr"),
        ("14 May, 2024 06:10 a.m. AR", "es"),
        ("14 de mayo de 2024 - 5:20 p. m.", "es"),
    ],
)
def test_what_stands_around_a_date(line: str, language: str) -> None:
    article = english(after_title=f"<p>{line}</p>", language=language)
    assert ((article.published or "")[:10], article.body) == ("2024-05-14", BODY)


def test_the_label_of_a_change_between_two_elements_is_no_text() -> None:
    line = "<time>14.5.2024 06:12</time> • Uppdaterad <time>15.5.2024 08:00</time>"
    article = english(after_title=f"<div>{line}</div>", language="sv")
    assert ((article.published or "")[:10], (article.modified or "")[:10]) == ("2024-05-14", "2024-05-15")
    assert article.body == BODY


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("<p>Por Ruth Hallam, g1 — Port Ellery</p>", "pt"),
        ('<p>BY <a href="/author/ruth">Ruth Hallam</a><span>STAFF WRITER</span></p>', "en"),
        ('<div class="detail__author">Ruth Hallam - <span>hpNews</span></div>', "id"),
        ('<div class="detay-muhabir">Ruth Hallam</div>', "tr"),
    ],
)
def test_what_stands_behind_a_name_is_no_name(line: str, language: str) -> None:
    article = english(after_title=line, language=language)
    assert [author.name for author in article.authors] == ["Ruth Hallam"]


def test_a_time_of_this_week_is_no_text() -> None:
    article = english(after_title="<p>14 mai 2024</p>", text=f"{TEXT}<p>Publié mardi à 18:22</p>", language="fr")
    assert article.body == BODY


@pytest.mark.parametrize("line", ["Release No. 24-117 | 5 June 2024", "Uploaded on 5 June 2024 | Ruth Hallam"])
def test_the_number_of_a_release_stands_beside_its_date(line: str) -> None:
    assert (english(after_title=f"<p>{line}</p>").published or "")[:10] == "2024-06-05"


def test_a_name_among_the_paragraphs_is_no_byline() -> None:
    text = f"<p>{PARAGRAPHS[0]}</p><p>Ruth Hallam</p><p>Editor</p><p>{PARAGRAPHS[1]}</p>"
    assert english(text=text).authors == ()


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Pressmeddelande | Publicerad: 14.05.2024 | Senast uppdaterad: 15.05.2024", "sv"),
        ("Press release | Published 14 May 2024 | Last updated 15 May 2024", "en"),
    ],
)
def test_what_kind_of_text_it_is_may_stand_beside_both_dates(line: str, language: str) -> None:
    article = english(after_title=f"<p>{line}</p>", language=language)
    assert (article.published, article.modified, article.body) == ("2024-05-14", "2024-05-15", BODY)
