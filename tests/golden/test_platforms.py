"""Each platform tells its own golden pages, and no other's; a portal that names none is read just as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.model import PLATFORM, Article
from pipelines.extraction import extract
from pipelines.extraction.language import words_language
from pipelines.extraction.markup.source import read_source
from pipelines.extraction.platforms import detect
from tests.golden.test_golden import CASES, FIELDS, case_of, reading_of


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_page_tells_its_platform(folder: Path) -> None:
    case = case_of(folder)
    source = read_source((folder / "page.html").read_bytes(), None, case.get("language", "vi"))
    assert source is not None
    told = detect(source, case["url"], words_language(source.markup))
    assert (told[0].name if told else "generic") == case.get("platform", "generic")


@pytest.mark.parametrize("folder", [folder for folder in CASES if case_of(folder).get("language", "vi") == "vi"],
                         ids=lambda folder: folder.name)  # fmt: skip
def test_a_page_of_no_known_portal_is_read_by_its_platform(folder: Path) -> None:
    case = case_of(folder)
    reading = extract((folder / "page.html").read_bytes(), case["url"], fetched_at=case["fetched_at"])
    assert [getattr(reading, field) for field in FIELDS] == [getattr(reading_of(folder), field) for field in FIELDS]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_reading_says_whether_the_page_bore_the_signs_of_a_platform(folder: Path) -> None:
    reading = reading_of(folder)
    if isinstance(reading, Article):
        case = case_of(folder)
        told = reading.evidence.get(PLATFORM)
        assert (told.rule if told else "generic") == case.get("platform", "generic")


def test_where_no_line_of_a_platforms_parts_is_the_title_the_whole_page_is_read() -> None:
    """A list of documents cut down to its middle column looks like a notice without a headline."""
    said = "Báo cáo của Thường trực Hội đồng nhân dân xã về kết quả thực hiện nghị quyết tại kỳ họp thứ"
    rows = "".join(f"<p>{said} {number}, nhiệm kỳ 2016 - 2021.</p>" for number in range(1, 9))
    page = (
        '<html><head><title>Tài liệu của kỳ họp thứ tám</title></head><body><form id="aspnetForm">'
        "<div class='ms-WPBody'><h1>Tài liệu của kỳ họp thứ tám</h1></div>"
        f"<div class='snCenter'>{rows}</div></form></body></html>"
    )
    reading = extract(page.encode(), "https://mauphong.example.gov.vn/Pages/tai-lieu.aspx")
    assert isinstance(reading, Article)
    assert reading.evidence["title"].rule.startswith("visible")


SIGNS = b"<html><body><h1 class=article__title>Floods</h1><div class='article__body cms-body'>Rain fell.</div></body>"


@pytest.mark.parametrize(
    ("url", "language", "told"),
    [
        ("https://en.paper.vn/floods-post7.html", "en", True),  # the English edition
        ("https://mirror.example/floods-post7.html", "vi", True),
        ("https://paper.example/floods-post7.html", "en", False),
    ],
)
def test_a_system_of_one_country_is_looked_for_there_only(url: str, language: str, told: bool) -> None:
    source = read_source(SIGNS, None, language)
    assert source is not None
    assert (detect(source, url, language) is not None) is told
