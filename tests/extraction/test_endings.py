"""What stands at the ends of a text and is no part of it, on pages outside Viet Nam."""

from __future__ import annotations

import pytest

from tests.extraction.english import PARAGRAPHS, english

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MORE = "The toll of two pence, which the old bridge had until 1911, will not come back, the mayor promised."
LONG = TEXT + "".join(f"<p>{MORE} Part {number}.</p>" for number in range(8))  # more than a lead
BIO = (
    "<p>Ruth Hallam is a senior correspondent covering rivers and what crosses them. She joined the paper in 2011.</p>"
)
TAGS = '<a href="/tag/1">Floods</a>, <a href="/tag/2">Mill River</a>, <a href="/tag/3">Bridges</a>'


@pytest.mark.parametrize("label", ["Filed under", "Tags", "Topics:"])
def test_keywords_need_no_colon_before_their_links(label: str) -> None:
    article = english(text=f"{TEXT}<p>{label} {TAGS}</p>")
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert article.tags == ("Floods", "Mill River", "Bridges")


def test_what_stands_below_the_keywords_is_no_text() -> None:
    assert english(text=f"{LONG}<p>Filed under {TAGS}</p>{BIO}").body.endswith("Part 7.")


def test_a_text_goes_on_below_keywords_that_stand_in_its_middle() -> None:
    body = english(text=f"{LONG}<p>Filed under {TAGS}</p>{LONG}").body
    assert body.count("Part 7.") == 2


@pytest.mark.parametrize(
    "line",
    [
        '<h3>For more information</h3><p><a href="/f">Factsheet on the bridges of the valley</a></p>',
        '<p><b>For more information</b></p><p><a href="/f">Factsheet on the bridges of the valley</a></p>',
        "<p>38</p>",
        "<p>###</p>",
        "<p>* * *</p>",
        f"<p>{TAGS}</p>",
        "<p><em>Thanks for reading! Subscribe for free to get new posts.</em></p>",
    ],
    ids=["heading of links", "bold line above links", "counter", "hashes", "stars", "row of links", "thanks"],
)
def test_what_ends_no_text(line: str) -> None:
    assert english(text=f"{TEXT}{line}").body == "\n\n".join(PARAGRAPHS)


def test_the_picture_above_the_text_is_told_by_its_caption() -> None:
    """Though it stands in another element than the text, as an icon beside the byline may."""
    figure = '<figure><img src="/bridge.jpg"><figcaption>The bridge on Monday morning</figcaption></figure>'
    article = english(after_title=f'<div class=hero><img src="/share.png"></div><div class=hero>{figure}</div>')
    assert [(image.url.rpartition("/")[2], image.title) for image in article.images] == [
        ("bridge.jpg", "The bridge on Monday morning")
    ]


def test_a_text_goes_on_below_a_box_to_subscribe_and_a_box_of_links() -> None:
    """Though the last paragraph above the links is the box's, where one agrees to the terms."""
    terms = "<form><input type=email></form><p>By signing up you agree to our terms of use and our privacy policy.</p>"
    subscribe = f"<div class=x3><h3>The morning letter</h3><p>The news of the river, each day at six</p>{terms}</div>"
    links = (
        '<div class=x4><h3>See also</h3><ul><li><a href="/news/7">The ferry man who counts queues</a></li></ul></div>'
    )
    assert english(text=f"{LONG}{subscribe}{links}<p>{MORE} Part 9.</p>").body.endswith(
        "Part 7.\n\n" + f"{MORE} Part 9."
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('Follow Ruth Hallam on <a href="https://x.com/ruthhallam">X</a>.', False),
        ('Besuchen Sie uns auf <a href="https://www.facebook.com/harbourpost/">Facebook</a>', False),
        ('Write to Ruth at <a href="mailto:r@x.example">r@x.example</a>', False),
        ('He said so <a href="https://x.com/ferryman/status/17">on X</a>.', True),
        ('Those who want to build are to write to <a href="mailto:r@x.example">r@x.example</a> by May.', True),
    ],
)
def test_lines_that_lead_to_accounts(line: str, kept: bool) -> None:
    body = english(text=f"{TEXT}<p>{line}</p>").body
    assert (body != "\n\n".join(PARAGRAPHS)) == kept


@pytest.mark.parametrize(
    ("line", "language"), [("Press release", "en"), ("NEWS RELEASE", "en"), ("Pressemitteilung", "de")]
)
def test_what_kind_of_text_it_is(line: str, language: str) -> None:
    assert english(text=f"<p>{line}</p>{TEXT}", language=language).body == "\n\n".join(PARAGRAPHS)
    assert english(text=f"<h3>Press day</h3>{TEXT}<h3>Release</h3>{TEXT}").body.count("Release") == 1


def test_whom_the_press_may_ask_did_not_write_it() -> None:
    contact = "<h2>Media contact</h2><p>Ruth Hallam<br>Office of Public Affairs<br>202-326-2674</p>"
    article = english(text=f"{TEXT}{contact}")
    assert (article.body, article.authors) == ("\n\n".join(PARAGRAPHS), ())


NOTES = (
    "<p>Notes to editors</p><ol><li>The bridge is thirty metres long and carries no lorries at all.</li></ol><p>The "
    "Ministry of Bridges was founded in 1911 and looks after four hundred bridges in all parts of the valley.</p>"
    "<p>For interviews call Ruth Hallam, 0123 456789.</p>"
)


@pytest.mark.parametrize(
    ("mark", "language"),
    [
        *(("ENDS", "en"), ("Ends", "en"), ("- END -", "en"), ("###", "en"), ("# # #", "en"), ("-30-", "en")),
        *(("(END)", "en"), ("FIN", "fr"), ("- Ende -", "de"), ("FIN DEL COMUNICADO", "es"), ("FIM", "pt")),
        *(("Fine comunicato", "it"), ("– einde bericht –", "nl"), ("KONIEC", "pl")),
    ],
)
def test_what_follows_the_mark_that_closes_a_release_is_no_text(mark: str, language: str) -> None:
    article = english(text=f"{TEXT}<p>{mark}</p>{NOTES}", language=language)
    assert (article.body, article.authors) == ("\n\n".join(PARAGRAPHS), ())


@pytest.mark.parametrize("line", ["<h3>Ende</h3>", "<p>End of the line</p>", "<p>30</p>"])
def test_lines_that_close_none(line: str) -> None:
    assert english(text=f"{TEXT}{line}{LONG}", language="de").body.endswith("Part 7.")


@pytest.mark.parametrize("rows", ["<br>", "</p><p>"])
def test_the_mark_may_open_the_line_of_the_date(rows: str) -> None:
    article = english(text=f"{TEXT}<p>Ends/Friday, May 3, 2024{rows}Issued at HKT 15:45</p>")
    assert (article.published, article.body) == ("2024-05-03T15:45:00+08:00", "\n\n".join(PARAGRAPHS))


ASKED = [
    "Sign up here for our daily letter.",
    "<em>Contributing: Ben Ody, Ada Thorpe</em>",
    "Contributing: The Associated Press",
    'Want more news like this? <a href="/newsletters">Sign up here</a> for our daily letter.',
    'Support our journalism: <a href="/donate">give today</a>. The river has no other paper left, and it needs you.',
]


@pytest.mark.parametrize("line", ASKED)
def test_what_a_newsroom_asks_of_its_readers_is_no_text(line: str) -> None:
    within = TEXT.replace("</p>", f"</p><p>{line}</p>", 1)
    for text in (f"{TEXT}<p>{line}</p>", within, within + LONG):
        assert english(text=text).body == english(text=text.replace(f"<p>{line}</p>", "")).body


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ('Faites un don sur <a href="/don">notre page</a>', "fr"),
        ("Mitarbeit: Ben Ody", "de"),
        ("Con información de EFE y de Ben Ody", "es"),
        ("Com informações da Agência Lusa", "pt"),
        ("Sostieni il nostro lavoro con una piccola somma ogni mese", "it"),
    ],
)
def test_the_same_in_other_languages(line: str, language: str) -> None:
    assert english(text=f"{TEXT}<p>{line}</p>", language=language).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "“Support our work and sign up here,” the ferry man had painted on a board beside the northern bank.",
        'The <a href="/newsletters/7">letter of the council</a> says that the ferry is to be sold to a museum.',
    ],
)
def test_what_a_text_says_of_such_things_is_text(line: str) -> None:
    assert english(text=f"{TEXT}<p>{line}</p>").body.endswith(line[-30:])


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Media contact:", "en"),
        ("Media enquiries 0300 7777 878", "en"),
        ("Pressekontakt:", "de"),
        ("Contact presse :", "fr"),
        ("Presskontakt", "sv"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "h2"])
def test_whom_the_press_may_ask_is_no_text_where_the_page_goes_on(label: str, language: str, tag: str) -> None:
    contact = f"<{tag}>{label}</{tag}><p>Ben Ody<br>Port Authority<br>0202 326 2674</p>"
    below = "</div><div><p>All about the bridges of the county, their keepers and their ferries</p>"
    article = english(text=f"{TEXT}{contact}{below}", language=language)
    assert (article.body, article.authors) == ("\n\n".join(PARAGRAPHS), ())
