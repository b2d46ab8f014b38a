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


@pytest.mark.parametrize(
    "trail",
    [
        '<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><h1>{}</h1></li></ul>',
        '<nav aria-label="Breadcrumbs"><a href="/">Trang chủ</a><h1>{}</h1></nav>',
    ],
    ids=["list", "nav"],
)
def test_the_headline_stands_below_the_crumbs(trail: str) -> None:
    def read_with(crumb: str, **said: str) -> str:
        body = page(top=trail.format(crumb), head=head(headline=crumb, **said), after_title="")
        body = body.replace("Huyện Mẫu Phong".encode(), crumb.encode(), 1)
        return read(body, url="https://huyenmauphong.example.gov.vn/tin-tuc/ba-thon-o-mau-phong-co-cau-moi-77").title

    assert read_with(OTHER, og=TITLE) == TITLE
    assert read_with(OTHER) == OTHER  # nothing in the head knows the line below
    assert read_with(f"Mẫu Phong: {TITLE}", og=TITLE) == TITLE
