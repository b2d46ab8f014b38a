"""Dates on pages outside Viet Nam: lists of facts, labels in lines of their own, offices and ages beside them."""

from __future__ import annotations

import pytest

from archive.model import Article
from pipelines.extraction import extract
from tests.extraction.english import PARAGRAPHS, TITLE, english

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def below(above: str) -> Article:
    """The reading of a page with these lines between its menu and its title, in the title's element."""
    menu = '<ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul>'
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title></head><body>{menu}<main><article>{above}'
        f"<h1>{TITLE}</h1><div>{TEXT}</div></article></main></body></html>"
    )
    article = extract(html.encode(), "https://rivers.example/news/bridge-over-the-mill-river-opens")
    assert isinstance(article, Article), article
    return article


def test_a_list_of_facts_below_the_lead() -> None:
    """Though long lines stand in it, the day is told by the label in the line above it."""
    offices = '<a href="/o/1">Rivers Agency</a>, <a href="/o/2">Department for Roads, Bridges and Ferries</a>'
    facts = f"<dl><dt>From:</dt><dd>{offices}</dd><dt>Published</dt><dd>4 June 2024</dd></dl>"
    head = f"<p>{PARAGRAPHS[0]}</p>{facts}"
    article = english(after_title=head, text="".join(f"<p>{each}</p>" for each in PARAGRAPHS[1:]))
    assert (article.published, article.authors) == ("2024-06-04", ())


def test_the_time_to_read_does_not_part_the_date_from_the_title() -> None:
    line = "<ul><li>Press release</li><li>4 June 2024</li><li>Port Ellery</li><li>Harbour</li><li>2 min read</li></ul>"
    assert below(line).published == "2024-06-04"


def test_a_link_to_the_office_may_stand_between_date_and_title() -> None:
    office = '<p><a href="/o/1">Port Ellery Police</a></p>'
    assert below(f"<p>4 June 2024 – 11:42</p>{office}").published == "2024-06-04T11:42:00+00:00"
    assert below(f"<p>4 June 2024 – 11:42</p>{office}{office}").published is None
    assert below(f"<p>4 June 2024</p>{office}").published is None


@pytest.mark.parametrize(
    ("line", "language", "published", "modified"),
    [
        (
            "<p>Publisert</p><p>4. juni 2024 kl. 18:12</p><p>Oppdatert</p><p>5. juni 2024 kl. 09:15</p>",
            "no",
            4,
            5,
        ),
        ("<div>4 czerwca 2024, 18:12</div><div>Data aktualizacji: 5 czerwca 2024, 09:15</div>", "pl", 4, 5),
        ("<div>Data publicării: 04.06.2024 18:12</div><div>Data actualizării: 05.06.2024 09:15</div>", "ro", 4, 5),
        ("<p>dinsdag 4 juni 2024, 18:12 • Aangepast woensdag 5 juni 2024, 09:15</p>", "nl", 4, 5),
        ("<p>4 giugno 2024 18:12 (modifica il 5 giugno 2024 | 09:15)</p>", "it", 4, 5),
        ("<div>4 Juni 2024, 18:12 WIB</div>", "id", 4, None),
        ("<div>Kompas.example, 4 Juni 2024, 18:12 WIB</div>", "id", 4, None),
    ],
)
def test_labels_of_a_change(line: str, language: str, published: int, modified: int | None) -> None:
    """In a line of its own above the date, or one that begins with another label: `Data`, `Data aktualizacji`."""
    article = english(after_title=line, language=language)
    assert (article.published or "").startswith(f"2024-06-0{published}T18:12")
    assert (article.modified or "").startswith(f"2024-06-0{modified}T09:15" if modified else "")


def test_an_age_behind_the_time_does_not_hide_it() -> None:
    spans = "<span>June 4, 2024</span><span>6:12 PM UTC</span><span>Updated 3 hours ago</span>"
    assert english(after_title=f"<time>{spans}</time>").published == "2024-06-04T18:12:00+00:00"
