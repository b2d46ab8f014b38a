"""Dates on the pages of governments outside Viet Nam: lists of facts, lines above the title, offices beside them."""

from __future__ import annotations

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
