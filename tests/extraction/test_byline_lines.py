"""Lines that name who wrote it and when, as themes outside Viet Nam print them; and lists of authors."""

from __future__ import annotations

import pytest

from tests.extraction.english import BOTH, PARAGRAPHS, TITLE, english

BODY = "\n\n".join(PARAGRAPHS)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
DAY, RUTH = "2024-06-04", ["Ruth Hallam"]


@pytest.mark.parametrize(
    ("line", "published", "authors"),
    [
        ("By Ruth Hallam on 4 June 2024", DAY, RUTH),
        ("Posted by Ruth Hallam on June 4, 2024", DAY, RUTH),
        ("June 4, 2024 by Ruth Hallam Leave a Comment", DAY, RUTH),
        ("Posted on June 4, 2024 by Ruth Hallam in News", DAY, RUTH),
        ("By Ruth Hallam and Ben Ody, 4 June 2024 | Updated 5 June 2024", DAY, BOTH),
        ("By Ruth Hallam • Published June 4, 2024 • Updated on June 5, 2024 at 6:12 pm", DAY, RUTH),
        ("Written by Ruth Hallam | Published June 4, 2024", DAY, RUTH),
        ("Story by Ruth Hallam • 4 June 2024 • 3 min read", DAY, RUTH),
        ("By: Ruth Hallam June 4, 2024", DAY, RUTH),
        ("by Ruth Hallam | Jun 4, 2024 | News | 0 comments", DAY, RUTH),
        ("Press release | Date: 4 June 2024 | No: 27/24", DAY, []),
        ("For Immediate Release: Tuesday, June 4, 2024", DAY, []),
        ("By Ruth Hallam, MD, PhD | 4 June 2024", DAY, RUTH),
        ("By p.hallam, 4 June, 2024", DAY, []),
        ("Submitted by p.hallam on Tue, 06/04/2024 - 12:30", "2024-06-04T12:30:00+00:00", []),
        ("Ruth Hallam, 4 June 2024", DAY, []),
        ("Ruth Hallam Tue, 4 June 2024 · 3-min read", DAY, []),
    ],
)
def test_a_line_of_a_name_and_a_date(line: str, published: str, authors: list[str]) -> None:
    article = english(after_title=f"<div>{line}</div>")
    assert (article.published, [author.name for author in article.authors]) == (published, authors)
    assert article.body == BODY


def test_an_element_called_a_byline_may_hold_the_date_too() -> None:
    article = english(after_title='<div class="byline">Ruth Hallam, 4 June 2024</div>')
    assert (article.published, [author.name for author in article.authors]) == (DAY, RUTH)


def test_a_change_beside_a_byline() -> None:
    line = "By Ruth Hallam • Published June 4, 2024 • Updated on June 5, 2024 at 6:12 pm"
    assert english(after_title=f"<div>{line}</div>").modified == "2024-06-05T18:12:00+00:00"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Tue, 06/04/2024", DAY),
        ("Thursday 06/04/2024", None),
        ("Saturday 06/04/2024", "2024-04-06"),
        ("06/04/2024", None),
    ],
    ids=["June", "neither", "April", "unsaid"],
)
def test_a_weekday_tells_the_order_of_a_numeric_date(line: str, published: str | None) -> None:
    assert english(after_title=f"<div>{line}</div>").published == published


@pytest.mark.parametrize("role", ["<span>Environment correspondent</span>", "<br><i>Reporter</i>", ""])
def test_each_author_of_a_list_counts(role: str) -> None:
    item = '<li><a rel="author" href="/authors/{}">{}</a>{}</li>'
    items = "".join(item.format(n, name, role) for n, name in enumerate(BOTH))
    assert [author.name for author in english(after_title=f"<ul class=who>{items}</ul>").authors] == BOTH


def test_people_behind_links_to_offices_did_not_write_it() -> None:
    offices = '<a href="/o/1">Rivers Agency</a>, <a href="/o/2">Roads Agency</a>'
    line = f'<p>From: {offices} and <a href="/government/people/ruth-hallam">Ruth Hallam</a></p>'
    assert english(after_title=line).authors == ()


@pytest.mark.parametrize("address", ["mailto:r@x.example", "/cdn-cgi/l/email-protection#1a2b"])
def test_a_link_to_a_mailbox_is_no_name(address: str) -> None:
    line = f'<p class="author"><b>Ruth Hallam</b> <a href="{address}">E-Mail</a></p>'
    assert [author.name for author in english(after_title=line).authors] == RUTH


@pytest.mark.parametrize(
    "below",
    ["", "<div class=author-box><h4>Ruth Hallam</h4><p>Ruth Hallam has written on rivers for us since 2011.</p></div>"],
)
def test_a_byline_below_the_text(below: str) -> None:
    article = english(text=f"{TEXT}<p>By Ruth Hallam</p>{below}")
    assert [author.name for author in article.authors] == RUTH
    assert article.body.startswith(BODY)
    assert "By Ruth" not in article.body


@pytest.mark.parametrize(
    ("shown", "expected"),
    [("<p>Ruth Hallam</p>", RUTH), ("<p>Hallam, Ruth</p>", ["Hallam", "Ruth"]), ("", ["Hallam", "Ruth"])],
    ids=["shown so", "shown as stated", "unknown"],
)
def test_a_stated_surname_may_stand_first(shown: str, expected: list[str]) -> None:
    article = english(stated={"@type": "Person", "name": "Hallam, Ruth"}, after_title=shown)
    assert [author.name for author in article.authors] == expected


def test_a_firm_with_two_names_is_no_two_people() -> None:
    assert english(head='<meta name="author" content="Mill &amp; Salt Holdings">').authors == ()


def test_a_heading_that_begins_with_by_and_a_month_is_no_byline() -> None:
    body = english(text=f"{TEXT}<h3>By Monday, all is done</h3>{TEXT}", after_title=f"<p>{TITLE}</p>").body
    assert "By Monday, all is done" in body


@pytest.mark.parametrize("stated", [None, {"@type": "Person", "name": "Ruth Hallam"}], ids=["printed", "stated too"])
def test_a_byline_among_the_paragraphs_is_no_text(stated: object) -> None:
    first, *others = PARAGRAPHS
    article = english(
        text=f"<p>{first}</p><p>By Ruth Hallam</p>{''.join(f'<p>{each}</p>' for each in others)}", stated=stated
    )
    assert [author.name for author in article.authors] == RUTH
    assert article.body == BODY


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("Interview: Ruth Hallam", "de", RUTH),
        ("Das Gespräch führte Ruth Hallam.", "de", RUTH),
        ("Interview: Was der Rat mit der Brücke will", "de", []),
        ("Propos recueillis par Ruth Hallam", "fr", RUTH),
        ("Rozmawiał Ben Ody", "pl", ["Ben Ody"]),
        ("Interview by Ruth Hallam", "en", RUTH),
    ],
)
def test_who_asked_the_questions(line: str, language: str, expected: list[str]) -> None:
    article = english(after_title=f"<p>{line}</p>", language=language)
    assert [author.name for author in article.authors] == expected


@pytest.mark.parametrize(
    ("line", "language", "authors"),
    [
        ("Publicado por Ruth Hallam el 4 de junio de 2024", "es", RUTH),
        ("4 de junio de 2024 | Redacción | 3 comentarios", "es", []),
        ("Rédigé par Ruth Hallam le Mardi 4 Juin 2024 à 18:12", "fr", RUTH),
        ("di Ruth Hallam - 4 Giugno 2024", "it", RUTH),
        ("Por Ruth Hallam — Lisboa | 4 de junho de 2024", "pt", RUTH),
        ("Opublikowano: 4 czerwca 2024 przez Ruth Hallam", "pl", RUTH),
        ("Geplaatst op 4 juni 2024 door Ruth Hallam", "nl", RUTH),
        ("Ruth Hallam 4.6.2024 18:12", "fi", []),
        ("Oleh Ruth Hallam - Selasa, 4 Juni 2024 18:12 WIB", "id", RUTH),
        ("By Ruth Hallam 18:12, 4 Jun 2024 Updated 09:15, 5 Jun 2024", "en-GB", RUTH),
    ],
)
def test_lines_of_a_name_and_a_date_in_other_languages(line: str, language: str, authors: list[str]) -> None:
    article = english(after_title=f"<div>{line}</div>", language=language)
    assert (article.published or "").startswith(DAY)
    assert [author.name for author in article.authors] == authors
    assert article.body == BODY


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Published 3 May 2024, updated 4 May · 5 min read", "en"),
        ("Published 3 May 2024 | Updated May 4 | 5 min read", "en"),
        ("3 May 2024 • Updated 4 May 2024 • Reading time: 3 minutes", "en"),
        ("5 min read | Published 3 May 2024 | Updated 4 May 2024", "en"),
        ("Publié le 3 mai 2024, mis à jour le 4 mai · 3 min de lecture", "fr"),
        ("3. Mai 2024, aktualisiert am 4. Mai | Lesezeit: 3 Min.", "de"),
        ("Publicado el 3 de mayo de 2024. Actualizado el 4 de mayo", "es"),
    ],
)
def test_how_long_it_takes_to_read_spoils_neither_date(line: str, language: str) -> None:
    article = english(after_title=f"<p>{line}</p>", language=language)
    assert (article.published, article.modified) == ("2024-05-03", "2024-05-04")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("31 December 2024, updated 2 January", ("2024-12-31", "2025-01-02")),
        ("The council met on 3 May 2024 and updated 4 May holidays", (None, None)),
    ],
)
def test_a_change_without_a_year(line: str, expected: tuple[str | None, str | None]) -> None:
    article = english(after_title=f"<p>{line}</p>")
    assert (article.published, article.modified) == expected
