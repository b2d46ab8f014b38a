"""Who wrote it, on pages in other languages than Vietnamese: what the head states, and what the page prints."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.model import Article
from tests.extraction.english import BOTH, PARAGRAPHS, english
from tests.extraction.pages import page, read


def names(article: Article) -> list[str]:
    """The names of its authors."""
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"@type": "Organization", "name": "Harbour Post"}, ["Harbour Post"]),
        ({"@type": "Person", "name": "harbourpost.example"}, ["harbourpost.example"]),
        (
            [{"@type": "Organization", "name": "Harbour Post"}, {"@type": "Person", "name": "Ruth Hallam"}],
            ["Harbour Post", "Ruth Hallam"],
        ),
        ({"@type": "Person", "name": "admin"}, []),
        (
            [[{"@type": "Person", "name": "Ruth Hallam"}], [{"@type": "Person", "name": "Ben Ody"}]],
            BOTH,
        ),
        ({"@type": "Person", "name": "Ruth Hallam, professor of law at the university"}, ["Ruth Hallam"]),
        ({"@type": "Person", "name": "Ruth Hallam, Ben Ody"}, BOTH),
        ({"@type": "Person", "name": "구현모"}, ["구현모"]),
        ({"@type": "Person", "name": "Ruth Hallam | Harbour Post"}, ["Ruth Hallam"]),
        ([{"@type": "Person", "name": "RUTH HALLAM"}, {"@type": "Person", "name": "Ruth Hallam"}], ["RUTH HALLAM"]),
        ({"@type": "Person", "name": '<a href="/by/ruth">Ruth Hallam</a>'}, ["Ruth Hallam"]),
        ({"@type": "Person", "givenName": "Ruth", "familyName": "Hallam"}, ["Ruth Hallam"]),
    ],
    ids=[
        "the paper",
        "its address",
        "a person and the paper",
        "an account",
        "lists in lists",
        "with what she does",
        "two in one",
        "Korean",
        "with the paper",
        "twice",
        "with markup",
        "in parts",
    ],
)
def test_what_json_ld_states(stated: object, expected: list[str]) -> None:
    assert names(english(stated=stated)) == expected


NAME = "<p><b>Ruth Hallam</b></p>"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
TWO = '<address class="who"><a href="mailto:r@x.example">{}</a></address>'


@pytest.mark.parametrize(
    ("special", "expected"),
    [
        ({"after_title": '<p class="info">By <a href="/people/7">Ruth Hallam</a></p>'}, ["Ruth Hallam"]),
        ({"after_title": "<p>By Ruth Hallam and Ben Ody</p><p>5 June 2024</p>"}, BOTH),
        ({"after_title": "<p>By design, it carries no lorries</p>"}, []),
        ({"after_title": '<div><a href="/authors/ruth-hallam">Ruth Hallam</a>Political editor</div>'}, ["Ruth Hallam"]),
        ({"after_title": '<div><a href="/topics/mill-river">Mill River</a>, the longest</div>'}, []),
        ({"text": NAME + TEXT, "stated": "Harbour Post"}, ["Ruth Hallam"]),
        ({"text": NAME + TEXT, "stated": "Harbour Post", "after_title": "<p>By Harbour Post</p>"}, ["Ruth Hallam"]),
        ({"text": f"<p><b>PRESS RELEASE</b></p>{TEXT}", "stated": "Harbour Post"}, ["Harbour Post"]),
        ({"text": f"<p><b>Mill River</b></p>{TEXT}", "stated": {"name": "Ruth Hallam"}}, ["Ruth Hallam"]),
        ({"text": f"<p><b>Mill River</b></p>{TEXT}"}, []),
        ({"text": f"<h3>Mill River</h3>{TEXT}"}, []),
        ({"after_title": "<p>By Ruth Hallam, Harbour Post</p>", "stated": "Harbour Post"}, ["Ruth Hallam"]),
        ({"after_title": TWO.format("Ruth Hallam") + TWO.format("Ben Ody"), "stated": "Ben Ody"}, BOTH),
        ({"after_title": "<p>By Ruth Hallam, Harbour Affairs Writer</p>"}, ["Ruth Hallam"]),
        ({"head": '<meta name="author" content="By Ruth Hallam">'}, ["Ruth Hallam"]),
        ({"text": f"{TEXT}<p>関連記事</p>", "language": "ja"}, []),
        ({"stated": [{"name": "Ruth Hallam (rha)"}, {"name": "Ben Ody (bo)"}]}, BOTH),
    ],
)
def test_what_the_page_prints(special: dict[str, Any], expected: list[str]) -> None:
    assert names(english(**special)) == expected


def test_a_name_that_stands_alone_above_the_text_is_no_text() -> None:
    assert english(text=NAME + TEXT, stated="Harbour Post").body == "\n\n".join(PARAGRAPHS)


def test_a_name_in_the_text_is_believed_more_than_the_account_that_posted_it() -> None:
    account = {"@type": "Person", "name": "Harbour D", "url": "https://www.harbourpost.example/author/admin/"}
    assert names(english(stated=account, after_title="<p>by Harbour D</p>", text=NAME + TEXT)) == ["Ruth Hallam"]
    assert names(english(stated=account, after_title="<p>by Harbour D</p>")) == ["Harbour D"]


@pytest.mark.parametrize(
    ("language", "by", "more"),
    [
        ("it", "di Ruth Hallam e Ben Ody", "Leggi anche"),
        ("pt", "Por Ruth Hallam e Ben Ody", "Leia também"),
        ("nl", "Door Ruth Hallam en Ben Ody", "Lees ook"),
        ("no", "Av Ruth Hallam og Ben Ody", "Les også"),
        ("nb", "Av Ruth Hallam og Ben Ody", "Les også"),
        ("de", "Von Ruth Hallam und Ben Ody", "Lesen Sie auch"),
        ("fr", "Par Ruth Hallam et Ben Ody", "Lire aussi"),
        ("es", "Por Ruth Hallam y Ben Ody", "Lea también"),
        ("sv", "Av Ruth Hallam och Ben Ody", "Läs också"),
        ("da", "Af Ruth Hallam og Ben Ody", "Læs også"),
        ("fi", "Kirjoittanut Ruth Hallam ja Ben Ody", "Lue myös"),
        ("pl", "Oprac. Ruth Hallam, Ben Ody", "Czytaj też"),
        ("cs", "Napsali Ruth Hallam a Ben Ody", "Mohlo by vás zajímat"),
        ("hu", "Írta: Ruth Hallam és Ben Ody", "Kapcsolódó"),
        ("tr", "Muhabir: Ruth Hallam - Ben Ody", "BENZER HABERLER"),
        ("id", "Oleh Ruth Hallam dan Ben Ody", "Berita lainnya"),
        ("ms", "Oleh Ruth Hallam & Ben Ody", "Berita berkaitan"),
        ("ro", "de Ruth Hallam şi Ben Ody", "Citeşte şi"),
        ("ru", "Подготовили: Ruth Hallam, Ben Ody", "Читайте также"),
        ("uk", "Авторки: Ruth Hallam і Ben Ody", "Читайте також"),
        ("el", "Των Ruth Hallam και Ben Ody", "ΔΙΑΒΑΣΤΕ ΑΚΟΜΗ"),
        ("hr", "Piše Ruth Hallam i Ben Ody", "Pročitajte još"),
    ],
)
def test_words_of_the_language(language: str, by: str, more: str) -> None:
    below = f'<h4>{more}</h4><p><a href="/news/2">The ferry on the Mill River goes on running</a></p>'
    article = english(after_title=f"<p>{by}</p>", text=TEXT + below, language=language)
    assert (names(article), article.body) == (BOTH, "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize(
    ("language", "stated"),
    [
        ("sv", "Anna Berg, Jonas Vik och Eva Lind"),
        ("da", "Anna Berg, Jonas Vik og Eva Lind"),
        ("fi", "Anna Berg, Jonas Vik ja Eva Lind"),
        ("pl", "Anna Berg, Jonas Vik oraz Eva Lind"),
        ("pl", "Anna Berg, Jonas Vik i Eva Lind"),
        ("cs", "Anna Berg, Jonas Vik a Eva Lind"),
        ("hu", "Anna Berg, Jonas Vik és Eva Lind"),
        ("tr", "Anna Berg, Jonas Vik ve Eva Lind"),
        ("id", "Anna Berg, Jonas Vik, dan Eva Lind"),
        ("ro", "Anna Berg, Jonas Vik și Eva Lind"),
        ("ru", "Anna Berg, Jonas Vik и Eva Lind"),
        ("uk", "Anna Berg, Jonas Vik та Eva Lind"),
        ("hr", "Anna Berg, Jonas Vik i Eva Lind"),
    ],
)
def test_several_people_in_one_stated_name(language: str, stated: str) -> None:
    assert names(english(stated={"name": stated}, language=language)) == ["Anna Berg", "Jonas Vik", "Eva Lind"]


def test_a_newsroom_is_no_author_where_every_page_names_it() -> None:
    data = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Báo Mẫu Phong"}}
    assert read(page(head=f'<script type="application/ld+json">{json.dumps(data)}</script>')).author is None


def test_a_meta_element_with_the_papers_name_names_no_author() -> None:
    assert (
        english(
            head='<meta name="author" content="Harbour Post"><meta property="og:site_name" content="Harbour Post">'
        ).author
        is None
    )


@pytest.mark.parametrize(
    "notice",
    [
        "Follow her on Twitter @ruthhallam",
        "Ben Ody in Millbridge contributed to this report.",
        "(Reporting by Ruth Hallam; editing by Ben Ody)",
        "Get the best of the Harbour Post in your inbox every morning.",
    ],
)
def test_what_a_newsroom_says_below_a_text_is_no_text(notice: str) -> None:
    assert english(text=f"{TEXT}<p>{notice}</p>").body == "\n\n".join(PARAGRAPHS)
    assert english(text=f"<p>{notice}</p>{TEXT}{TEXT}").text.startswith(notice)


def test_sentences_of_other_scripts_end_too() -> None:
    japanese = ["橋は月曜日の朝に開通し、約四千人が毎日渡る見込みです。", "春にはバスも通ると町は話しています。"]
    pictures = "".join(f'<p><img src="/{n}.jpg"></p><p>{line}</p>' for n, line in enumerate(japanese))
    assert english(text=pictures, language="ja").body == "\n\n".join(japanese)


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("By Ruth Hallam in Leeds", "en", ["Ruth Hallam"]),
        ("By Ruth Hallam for Harbour Weekly", "en", ["Ruth Hallam"]),
        ("By Ruth Hallam in Port Ellery and Ben Ody", "en", BOTH),
        ("By Ruth Hallam, Ben Ody, and Mei Tan", "en", [*BOTH, "Mei Tan"]),
        ("By Ruth Hallam Mar 12, 2024", "en", ["Ruth Hallam"]),
        ("By Ruth Hallam - Mar 12, 2024", "en", ["Ruth Hallam"]),
        ("By Ruth Hallam @ruthhallam", "en", ["Ruth Hallam"]),
        ("By Bank of England", "en", []),
        ("Von Ruth Hallam und Ben Ody, Leipzig", "de", BOTH),
        ("Von Ruth Hallam, dpa", "de", ["Ruth Hallam", "dpa"]),
        ("Par Ruth Hallam, avec AFP", "fr", ["Ruth Hallam", "AFP"]),
        ("Par Ruth Hallam et Sophie d'Aubigny", "fr", ["Ruth Hallam", "Sophie d'Aubigny"]),
        ("Posted on March 12, 2024 by Ruth Hallam", "en", ["Ruth Hallam"]),
        ("Di Ruth Hallam e Luca da Ponte", "it", ["Ruth Hallam", "Luca da Ponte"]),
    ],
)
def test_what_a_line_says_besides_names_is_no_author(line: str, language: str, expected: list[str]) -> None:
    assert names(english(after_title=f"<p>{line}</p>", language=language)) == expected


@pytest.mark.parametrize("name", ["byline", "auteur", "autor", "firma", "contributors"])
def test_names_that_touch_the_roles_beside_them(name: str) -> None:
    spans = "<span>Ruth Hallam</span><span>Reporter</span><span>Ben Ody</span><span>Photographer</span>"
    assert names(english(after_title=f'<div class="{name}">{spans}</div>')) == BOTH


DATA = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ruth Hallam"}}'
SITE = '{"@type": "WebSite", "name": "Harbour Post"}'


@pytest.mark.parametrize(
    "script",
    [
        f"<![CDATA[{DATA}]]>",
        f"//<![CDATA[\n{DATA}\n//]]>",
        f"<!--\n{DATA}\n-->",
        f"{DATA};",
        SITE + DATA,
        f"{SITE},\n{DATA}",
        DATA.replace('"Ruth Hallam"}', '"Ruth Hallam",},'),
        f"[{SITE}, {DATA},]",
    ],
    ids=["CDATA", "CDATA in a comment", "comment", "semicolon", "two", "two with a comma", "last commas", "in a list"],
)
def test_json_ld_with_small_faults_is_read(script: str) -> None:
    assert names(english(head=f'<script type="application/ld+json">{script}</script>')) == ["Ruth Hallam"]


def test_an_author_whom_json_ld_names_elsewhere_by_an_identity() -> None:
    """As WordPress plug-ins write it; also where the objects refer to one another in a circle."""
    graph = [
        {"@type": "NewsArticle", "headline": "x", "author": [{"@id": "#ruth"}, {"@id": "#circle"}]},
        {"@type": "Person", "@id": "#ruth", "name": "Ruth Hallam"},
        {"@type": "Person", "@id": "#circle", "name": {"@id": "#circle"}},
    ]
    script = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert names(english(head=script)) == ["Ruth Hallam"]
