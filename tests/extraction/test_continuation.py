"""Texts that go on below what looks like their end, on pages outside Viet Nam."""

from __future__ import annotations

import pytest

from tests.extraction.english import PARAGRAPHS, english

FIRST, SECOND, THIRD = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MORE = "The toll of two pence, which the old bridge had until 1911, will not come back, the mayor promised."
LONG = "".join(f"<p>{MORE} Part {number}.</p>" for number in range(8))  # more than a lead
LABEL = "<p><b>Read more:</b></p>"
LINK = '<p><a href="/news/{n}">The ferry man who counts his queues</a></p>'
LINKS = LINK.format(n=1) + LINK.format(n=2)
POST = "<blockquote class=post><p>Open at last. Thanks to all who waited.</p>— Mill Council (@mill)</blockquote>"
CAPTION = '<figure><img src="/a.jpg"><figcaption>The queue on Monday</figcaption></figure>'


@pytest.mark.parametrize(
    ("between", "kept"),
    [
        ("<h2>What comes next</h2>", "What comes next\n\n"),
        ("<p><b>What comes next</b></p>", "What comes next\n\n"),
        (CAPTION, ""),
        ("<p>Advertisement</p>", ""),
        ("<aside><p>“He would miss the queues”</p></aside>", ""),
        ("<p>The rules are few:</p><ul><li>No lorries</li></ul>", "The rules are few:\n\nNo lorries\n\n"),
    ],
    ids=["heading", "bold line", "picture", "advertisement", "quote set apart", "list"],
)
def test_text_goes_on_below_links_and(between: str, kept: str) -> None:
    body = english(text=f"{LONG}{LABEL}{LINKS}{between}{SECOND}{THIRD}").body
    assert body.endswith(f"Part 7.\n\n{kept}{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}")


def test_text_goes_on_below_links_and_a_quoted_post() -> None:
    body = english(text=f"{LONG}{LABEL}{LINKS}{POST}{SECOND}").body
    assert body.endswith(PARAGRAPHS[1])
    assert "ferry man" not in body


def test_a_heading_like_that_of_the_box_opens_another_box() -> None:
    box = f"<h3>Read more</h3>{LINKS}<h3>About the Harbour Post</h3>"
    assert english(text=f"{LONG}{box}<p>{MORE} We are read by forty thousand people.</p>").body.endswith("Part 7.")


def test_text_goes_on_below_a_box_whose_label_stands_right_in_it() -> None:
    card = (
        '<div class=card><a href="/news/9"><span>Read more</span><h4>The ferry man who counts</h4><p>He will miss the '
        'queues, but not the fog, he says.</p></a><a href="/news/8"><h4>Fog on the Mill River</h4></a></div>'
    )
    text = f"{LONG}<div class=x7><p>Latest</p></div>{card}{SECOND}{THIRD}"
    assert english(text=text).body.endswith("\n\n".join(["Part 7.", *PARAGRAPHS[1:]]))


@pytest.mark.parametrize(
    ("line", "label", "language"),
    [
        ("Annuncio", "Leggi anche", "it"),
        ("Continua a leggere dopo la pubblicità", "Leggi anche", "it"),
        ("Anuncio", "Lea también", "es"),
    ],
)
def test_the_label_of_an_advertisement_opens_no_list(line: str, label: str, language: str) -> None:
    """Of which the links below would be: they stand below a label of their own, and the text goes on."""
    text = f"{LONG}<div class=x7><p>{line}</p></div><p>{label}</p>{LINKS}{SECOND}{THIRD}"
    assert english(text=text, language=language).body.endswith("\n\n".join(["Part 7.", *PARAGRAPHS[1:]]))


@pytest.mark.parametrize(
    ("wrapped", "box"),
    [
        ('<div class="block"><p class="text">{}</p></div>', f'<div class="other">{LABEL}{LINKS}</div>'),
        (
            "<section data-x><div class=rich><p>{}</p></div></section>",
            '<div><h3>Related</h3><ul><li><a href="/news/7">Fog</a></li></ul></div>',
        ),
    ],
    ids=["by their class, below links", "by their shape, below a list"],
)
def test_paragraphs_in_elements_of_their_own_go_on(wrapped: str, box: str) -> None:
    long = "".join(wrapped.format(f"{MORE} Part {number}.") for number in range(8))
    text = f"{long}{box}{wrapped.format(PARAGRAPHS[1])}"
    assert english(text=text).body.endswith(f"Part 7.\n\n{PARAGRAPHS[1]}")


def test_a_text_goes_on_below_a_label_and_its_link_in_one_line() -> None:
    line = '<p>See also: <a href="/news/7">The ferry man and the fog</a></p>'
    assert english(text=f"{LONG}{line}<div>{PARAGRAPHS[1]}</div>").body.endswith(f"Part 7.\n\n{PARAGRAPHS[1]}")


def test_the_date_of_a_quoted_post_below_links_does_not_end_the_text() -> None:
    box = f'<div><h3>See also</h3><ul><li><a href="/news/7">The ferry man</a></li></ul></div>{POST}'
    post = box.replace("</blockquote>", "<br>4 June 2024</blockquote>")
    assert english(text=f"{LONG}{post}{SECOND}{THIRD}").body.endswith("\n\n".join(PARAGRAPHS[1:]))


@pytest.mark.parametrize("line", ["Updated at 12.10 BST", "Updated: 1:23 p.m.", "Updated 5 minutes ago"])
def test_the_hour_of_a_change_below_an_entry_of_a_live_report_is_no_text(line: str) -> None:
    entry = f"<article><header><time>12.10 BST</time><h2>{{}}</h2></header><p>{{}}</p><p>{line}</p></article>"
    entries = "".join(entry.format(f"Entry {number} of the day", each) for number, each in enumerate(PARAGRAPHS))
    body = english(text=entries).body
    assert line not in body
    assert all(paragraph in body for paragraph in PARAGRAPHS)


def test_whose_a_picture_is_between_lead_and_text_ends_neither() -> None:
    above = f"<div class=top><div>{PARAGRAPHS[0]}</div></div><div class=facts><div>© PNA 4 June 2024</div></div>"
    article = english(after_title=above, text=f"<div class=text>{LONG}</div>")
    assert article.text.startswith(PARAGRAPHS[0])
    assert article.text.endswith("Part 7.")
