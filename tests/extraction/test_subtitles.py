"""The line below a headline that says more of it: the lead, though it is no sentence."""

from __future__ import annotations

import pytest

from tests.extraction.english import PARAGRAPHS, TITLE, english

LINE = "The crossing will save commuters half an hour a day, the mayor says"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "name",
    [
        "standfirst",
        "article__subtitle",
        "c-deck",
        "dek",
        "entradilla",
        "bajada",
        "copete",
        "haber-spot",
        "ozet-metin",
        "Vorspann",
        "chapo",
        "article-ingress",
        "sub-headline",
        "linha-fina",
        "sommario",
        "sottotitolo",
        "sapo",
    ],
)
def test_a_class_names_the_sub_title(name: str) -> None:
    article = english(after_title=f'<p>5 June 2024</p><div class="{name}">{LINE}</div>')
    assert (article.summary, article.body) == (LINE, BODY)


@pytest.mark.parametrize(
    ("markup", "said"), [("<h2>{}</h2>", ""), ("<p>{}</p>", f'<meta property="og:description" content="{LINE}">')]
)
def test_its_place_does(markup: str, said: str) -> None:
    article = english(after_title=f"{markup.format(LINE)}<p>5 June 2024</p>", head=said)
    assert (article.summary, article.body) == (LINE, BODY)
    assert article.evidence["summary"].rule.startswith("below-title")


@pytest.mark.parametrize(
    "line",
    [
        "Bridge opens at last",
        "By Ruth Hallam, Ben Ody, Ada Thorpe and Miles Penrose Carrington",
        "Department for the Bridges and Waterways of the Northern Counties",
        '<a href="/news/ferry">Read what the owner of the ferry has to say about all of this</a>',
        "Photo: the bridge on the morning of its opening, seen from the ferry",
        PARAGRAPHS[0][:62],
        TITLE,
    ],
    ids=["short", "names", "an office", "a link", "a caption", "a copy cut off", "the title again"],
)
def test_lines_in_its_place_that_are_none(line: str) -> None:
    article = english(after_title=f"<h2 class=subtitle>{line}</h2><p>5 June 2024</p>")
    assert (article.summary, article.body) == (None, BODY)


@pytest.mark.parametrize(
    "line",
    ["Listen to this article, read aloud by a computer voice (4 min)", "Town Hall, 12 Harbour Road, Port Ellery, Mill"],
)
def test_any_line_below_the_title_is_none(line: str) -> None:
    article = english(after_title=f"<p>{line}</p><p>5 June 2024</p>")
    assert (article.summary, article.body) == (None, BODY)


def test_a_class_that_all_paragraphs_bear_names_no_lead() -> None:
    text = "".join(f'<p class="text-lg lead">{paragraph}</p>' for paragraph in (*PARAGRAPHS, LINE + "."))
    article = english(text=text)
    assert (article.summary, article.body) == (None, f"{BODY}\n\n{LINE}.")


def test_how_far_lines_are_apart_names_no_lead() -> None:
    text = TEXT.replace("<p>", '<p class="leading-7">', 1)
    assert english(text=text).summary is None


def test_a_sub_title_of_several_points() -> None:
    points = [LINE, "The old bridge was closed two years ago, its piers had begun to sink"]
    listed = "".join(f"<li>{point}</li>" for point in points)
    article = english(after_title=f"<ul class=entradilla>{listed}</ul><p>5 June 2024</p>")
    assert (article.summary, article.body) == ("\n\n".join(points), BODY)
