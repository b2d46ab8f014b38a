"""Dates in `<time>` elements, where the page shows no date that can be read."""

from __future__ import annotations

import pytest

from tests.extraction.english import PARAGRAPHS, URL, english

AGO = "<time datetime='2024-03-12T10:00:00Z'>9 months ago</time>"
TEASER = "<a href='/news/ferry'>Ferry goes on running until spring comes</a>"
OTHER = "<time datetime='2024-03-09T08:00:00Z'>9 months ago</time>"
MORNING = "2024-03-12T10:00:00+00:00"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)

# (name, what is special about the page, expected)
CASES = [
    ("below the title", {"after_title": f"<p>{AGO}</p>"}, MORNING),
    ("its day only", {"after_title": "<p><time datetime='2024-03-12'>9 months ago</time></p>"}, "2024-03-12"),
    (
        "in a span within",
        {"after_title": f"<p>{AGO.replace('9 months ago', '<span>9 months ago</span>')}</p>"},
        MORNING,
    ),
    ("behind the byline", {"after_title": f"<p>By <a href='/authors/rh'>Ruth Hallam</a> · {AGO}</p>"}, MORNING),
    ("in a list of facts", {"after_title": f"<ul><li>Ruth Hallam</li><li>{AGO}</li></ul>"}, MORNING),
    (
        "of a class, in a link to the page itself",
        {
            "after_title": f"<p>Posted <a href='{URL}' rel='bookmark'>"
            "<time class='entry-date published' datetime='2024-03-12T10:00:00Z'>9 months ago</time></a></p>"
        },
        MORNING,
    ),
    ("beside a later change", {"after_title": f"<p>{AGO} Updated {OTHER.replace('03-09', '03-14')}</p>"}, MORNING),
    ("of a change only", {"after_title": f"<p>Updated {AGO}</p>"}, None),
    ("of a teaser above the text", {"after_title": f"<div>{TEASER} {OTHER}</div>"}, None),
    ("below the link of a teaser", {"after_title": f"<div>{TEASER}</div><div>{OTHER}</div>"}, None),
    ("of another article as well", {"after_title": f"<p>{AGO}</p><div>{TEASER}</div><div>{OTHER}</div>"}, MORNING),
    ("two days", {"after_title": f"<p>{AGO}</p><p>{OTHER}</p>"}, None),
    (
        "in a heading's related list",
        {"after_title": f"<h3>Related articles</h3><ul><li>{TEASER} {OTHER}</li></ul>"},
        None,
    ),
    ("below the text, related", {"text": f"{TEXT}<h3>Related articles</h3><p>{TEASER}</p><p>{OTHER}</p>"}, None),
    ("in the page's header", {"after_title": "", "head": f"</head><body><header>{AGO}</header>"}, None),
    (
        "the head states another day",
        {"after_title": f"<p>{OTHER}</p>", "head": "<meta property='article:published_time' content='2024-03-12'>"},
        "2024-03-12",
    ),
]


@pytest.mark.parametrize(("special", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_date_of_a_time_element(special: dict[str, str], expected: str | None) -> None:
    assert english(**special).published == expected


def test_a_change_is_told_by_its_class() -> None:
    line = f"<p>{AGO}<time class='updated' datetime='2024-03-14T09:00:00Z'>9 months ago</time></p>"
    assert english(after_title=line).modified == "2024-03-14T09:00:00+00:00"
