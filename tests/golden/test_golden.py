"""Golden pages: one folder a case, one test a field, so a failure names both.

A case is `page.html` and `case.toml`: url, fetched_at, the portal's patterns and platform, and the expected fields. A
field that is not named there is expected to be empty.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from archive.model import NO_RULE, Article
from pipelines.extraction import extract
from pipelines.extraction.platforms import platform_names
from portals import parse_portal

CASES = sorted(file.parent for file in Path(__file__).parent.glob("*/case.toml"))
FIELDS = ("title", "published", "author", "summary", "body", "category", "view_count", "related")
PORTAL = """
id = "golden"
name = "Golden"
home = "{home}"
platform = "{platform}"
language = "{language}"
timezone = "{timezone}"
[urls]
article = '''{article}'''
"""


@functools.cache
def case_of(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))


@functools.cache
def reading_of(folder: Path) -> Article:
    case = case_of(folder)
    text = PORTAL.format(
        home=urljoin(case["url"], "/"),
        platform=case.get("platform", "generic"),
        language=case.get("language", "vi"),
        timezone=case.get("timezone", "Asia/Ho_Chi_Minh"),
        article=case["article"],
    )
    portal = parse_portal(text, str(folder))
    reading = extract((folder / "page.html").read_bytes(), case["url"], portal=portal, fetched_at=case["fetched_at"])
    assert isinstance(reading, Article), reading
    return reading


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_field(folder: Path, field: str) -> None:
    case, reading = case_of(folder), reading_of(folder)
    expected = case["expected"].get(field)
    found = getattr(reading, field)
    if field == "related":
        found = [[link.url, link.title, link.published or ""] for link in found]
        expected = [[urljoin(case["url"], url), title, day] for url, title, day in expected or []]
    if field == "body":
        expected = expected.strip()
    assert found == expected


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_field_that_is_read_has_its_evidence(folder: Path) -> None:
    reading = reading_of(folder)
    for field in FIELDS:
        said = reading.evidence.get(field)
        assert (said is not None and said.rule != NO_RULE) == (getattr(reading, field) not in (None, "", ())), field


@pytest.mark.parametrize("platform", platform_names())
def test_every_platform_has_a_case(platform: str) -> None:
    assert platform in {case_of(folder).get("platform", "generic") for folder in CASES}
