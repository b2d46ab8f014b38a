"""Where the page's line and its head word the title differently."""

from __future__ import annotations

import json

import pytest

from tests.extraction.pages import TITLE, page, read

OTHER = "Ba thôn ở Mẫu Phong có cầu mới sau tám tháng chờ đợi"


def head(*, og: str = "", headline: str = "", title: str = "") -> str:
    parts = [f'<meta property="og:title" content="{og}">'] if og else []
    if headline:
        data = json.dumps({"@type": "NewsArticle", "headline": headline}, ensure_ascii=False)
        parts.append(f'<script type="application/ld+json">{data}</script>')
    if title:
        parts.append(f"<title>{title}</title>")
    return "".join(parts)


@pytest.mark.parametrize(
    ("line", "said", "expected"),
    [
        (f"Xây dựng - {TITLE}", {"og": TITLE}, TITLE),
        (f"Xây dựng: {TITLE}", {"headline": TITLE}, TITLE),
        (TITLE, {"og": f"Mẫu Phong: {TITLE}", "headline": f"Mẫu Phong: {TITLE}"}, f"Mẫu Phong: {TITLE}"),
        (TITLE, {"og": f"Mẫu Phong: {TITLE}"}, TITLE),
        (f"<span>Mẫu Phong</span><b>{TITLE}</b>", {"og": f"Mẫu Phong {TITLE}"}, f"Mẫu Phong {TITLE}"),
        (TITLE, {"og": OTHER, "headline": OTHER}, OTHER),
        (TITLE, {"og": OTHER, "headline": TITLE}, TITLE),
        (TITLE, {"og": OTHER}, TITLE),
    ],
    ids=[
        "kicker before a dash",
        "kicker before a colon",
        "kicker that two sources have",
        "kicker that one source has",
        "two elements without a space",
        "two sources against the line",
        "one for, one against",
        "one against",
    ],
)
def test_title(line: str, said: dict[str, str], expected: str) -> None:
    # An address without a slug: it would speak for the line.
    assert read(page(title=f"<h1>{line}</h1>", head=head(**said))).title == expected
