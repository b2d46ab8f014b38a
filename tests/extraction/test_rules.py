"""The portal file's own selectors win, each in its time; the digest tells when a reading may differ."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from archive.model import Article
from pipelines.extraction import extract, rules_digest
from pipelines.extraction.lines.document import read_document
from pipelines.extraction.markup.parsing import parse
from pipelines.extraction.markup.source import Source
from pipelines.extraction.rules import elements_of, select
from portals import Portal, PortalError, parse_portal
from tests.extraction.pages import PARAGRAPHS, TITLE, URL, page, read

BASE = """
id = "mauphong"
name = "Huyện Mẫu Phong"
home = "https://huyenmauphong.example.gov.vn/"
[urls]
article = '-\\\\d+$'
"""


def _portal(rules: str) -> Portal:
    return parse_portal(BASE.replace("\\\\", "\\") + rules, "test")


BODY = page(
    top='<div class="x1">Tên do cơ quan đặt cho bài viết</div>',
    after_title='<div class="x2" datetime="2021-02-03T08:00:00+07:00">5/6/2020</div><i class="x3">Tác giả: Hà Minh</i>',
    below='<div class="x4">Chính trị</div><div class="x5"><a href="/tin-tuc/bai-cu-12">Bài cũ của trang</a></div>',
)


@pytest.mark.parametrize(
    ("rule", "field", "expected"),
    [
        ('title = "css:.x1"', "title", "Tên do cơ quan đặt cho bài viết"),
        ("title = \"xpath://div[@class='x1']/text()\"", "title", "Tên do cơ quan đặt cho bài viết"),
        ('published = "css:.x2"', "published", "2021-02-03T08:00:00+07:00"),
        ("published = \"xpath://div[@class='x2']/text()\"", "published", "2020-06-05"),
        ('author = "css:.x3"', "author", "Hà Minh"),
        ('category = "css:.x4"', "category", "Chính trị"),
        ('summary = "xpath:(//p)[1]"', "summary", PARAGRAPHS[0]),
        ('body = "xpath:(//p)[position() > 1]"', "body", "\n\n".join(PARAGRAPHS[1:])),
    ],
)
def test_a_rule_wins(rule: str, field: str, expected: str) -> None:
    article = read(BODY, portal=_portal(f"[[rules]]\n{rule}"))
    assert getattr(article, field) == expected
    assert article.evidence[field].rule.startswith("rule:") or field == "body"


def test_a_rule_for_the_lead_takes_it_from_the_text() -> None:
    article = read(BODY, portal=_portal('[[rules]]\nsummary = "xpath:(//p)[1]"'))
    assert article.body == "\n\n".join(PARAGRAPHS[1:])


def test_a_rule_for_related_articles() -> None:
    portal = _portal('[[rules]]\nrelated = "css:.x5"')
    assert [
        item.title
        for item in read(
            BODY.replace("Bài cũ của trang".encode(), "Bài cũ hơn của trang".encode()), portal=portal
        ).related
    ] == ["Bài cũ hơn của trang"]


def test_a_rule_reads_what_a_script_says() -> None:
    said = "<script>var author = 'Người viết của trang', shown = true, width = 300;</script></body>"
    body = BODY.replace(b"</body>", said.encode())
    assert read(body, portal=_portal("[[rules]]\nsummary = \"xpath://script[contains(., 'author')]\"")).summary == (
        "var author = 'Người viết của trang', shown = true, width = 300;"
    )


@pytest.mark.parametrize(
    ("when", "captured", "applies"),
    [
        ("until = 2024-06-30", "2024-06-30T12:00:00+07:00", True),
        ("until = 2024-06-30", "2024-07-01T00:10:00+07:00", False),
        ("since = 2024-07-01", "2024-06-30T17:30:00+00:00", True),  # half past midnight of 1 July here
        ("since = 2024-07-01", "2024-06-30T12:00:00+00:00", False),
        ("until = 2024-06-30", None, False),
        ("since = 2024-07-01", None, True),
    ],
)
def test_a_rule_is_valid_by_the_day_of_capture(when: str, captured: str | None, applies: bool) -> None:
    article = read(BODY, portal=_portal(f'[[rules]]\n{when}\ntitle = "css:.x1"'), fetched_at=captured)
    assert (article.title != TITLE) is applies


def test_a_rule_that_finds_nothing_leaves_the_field_to_the_cues() -> None:
    assert read(BODY, portal=_portal('[[rules]]\ntitle = "css:.none"')).title == TITLE


@pytest.mark.parametrize("selector", ["css:div[", "xpath://div[", "xpath:nope()"])
def test_a_selector_that_is_none_names_portal_and_key(selector: str) -> None:
    with pytest.raises(PortalError, match=r"mauphong.*rules\[0\]\.title"):
        extract(BODY, URL, portal=_portal(f"[[rules]]\ntitle = '{selector}'"))


def test_an_unknown_platform_is_read_by_its_cues() -> None:
    portal = parse_portal(BASE.replace("\\\\", "\\").replace('name = "H', 'platform = "other"\nname = "H'), "test")
    assert isinstance(extract(BODY, URL, portal=portal), Article)


def test_digest_changes_with_what_decides_a_reading() -> None:
    plain, ruled = _portal(""), _portal('[[rules]]\ntitle = "css:.x1"')
    assert rules_digest(plain) == rules_digest(_portal(""))
    assert len({rules_digest(None), rules_digest(plain), rules_digest(ruled)}) == 3


def test_a_page_whose_text_is_sure_is_read_without_importing_trafilatura(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(BODY)
    program = (
        "import sys; from pathlib import Path; from pipelines.extraction import extract\n"
        f"print(type(extract(Path(sys.argv[1]).read_bytes(), {URL!r})).__name__)\n"
        "print(sorted({'trafilatura', 'scrapy', 'twisted'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "page.html")]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["Article", "[]"]


@pytest.mark.parametrize(
    "element",
    [
        '<a rel="author">Hà Vân</a>',
        "<a rel='author'>Hà Vân</a>",
        "<a rel=author>Hà Vân</a>",
        '<a rel = " author">Hà Vân</a>',
        '<a class="name" data-by="x" rel="author" itemprop="name">Hà Vân</a>',
    ],
)
def test_no_selector_is_passed_over_that_would_match(element: str) -> None:
    markup = f"<html><body><p rel='nofollow'>{element}</p></body></html>".encode()
    document, source = read_document(parse(markup)), Source(markup, markup, "utf-8")
    for selector in ("[rel=author]", "[rel~=author]", "a[rel*=auth]", "a.name[itemprop=name]", "[data-by=x]", "#name"):
        assert elements_of(document, source, selector, "test") == select(document.root, selector, "test"), selector


def test_marks_of_standards_are_found_on_what_is_seen() -> None:
    shown = (
        "<h1 itemprop=headline>Ngày hội</h1><p>Tin: <a rel=author href=/hv>Hà Vân</a> <b itemprop=author>Thu Trang</b>"
    )
    markup = f"<body>{shown}<div hidden><h2 itemprop=headline>Khác</h2></div></body>".encode()
    document, source = read_document(parse(markup)), Source(markup, markup, "utf-8")

    def texts(selector: str) -> list[str]:
        return [element.text for element in elements_of(document, source, selector, "test")]

    assert texts("[itemprop=headline]") == ["Ngày hội"]
    assert texts("[rel=author]") == ["Hà Vân"]
    assert texts("[itemprop=author]") == ["Thu Trang"]
