"""Where the page's line and its head word the title differently."""

from __future__ import annotations

import json

import pytest

from tests.extraction.pages import TITLE, page, read

OTHER = "Ba thôn ở Mẫu Phong có cầu mới sau tám tháng chờ đợi"
THIRD = "Hết cảnh lội suối đến trường"
DASHED = "Cầu Mẫu Phong – đường về bản đã ngắn lại"
PLAIN, PRINTED = "Người dân 'ba chung' cùng làm đường", "Người dân “ba chung” cùng làm đường"


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
        (f"<span>Xây dựng</span><span>{TITLE}</span>", {"title": TITLE}, TITLE),
        (f"<span>Xây dựng</span> <b>{TITLE}</b>", {"title": TITLE}, TITLE),
        (f"<span>Xây dựng</span> {TITLE}", {"title": TITLE, "og": f"Xây dựng {TITLE}"}, f"Xây dựng {TITLE}"),
        (f"Xây dựng {TITLE}", {"title": TITLE}, f"Xây dựng {TITLE}"),
        (f"Trang chủ>UBND huyện>{TITLE}", {"title": TITLE}, TITLE),
        (f"Trang chủ » {TITLE}", {"og": TITLE}, TITLE),
        (
            TITLE,
            {"og": "Trang thông tin điện tử huyện Mẫu Phong", "title": "Trang thông tin điện tử huyện Mẫu Phong"},
            TITLE,
        ),
        (f"<span>TRỰC TIẾP</span> {TITLE}", {"og": TITLE, "headline": TITLE}, TITLE),
        (TITLE, {"og": OTHER, "headline": OTHER}, OTHER),
        (TITLE, {"og": OTHER, "headline": TITLE}, TITLE),
        (TITLE, {"og": OTHER}, TITLE),
        (f"Nông thôn mới: {PRINTED}", {"headline": PLAIN}, PRINTED),
        ("Phỏng vấn - “Ba chung” cùng làm đường", {"og": "'Ba chung' cùng làm đường"}, "“Ba chung” cùng làm đường"),
        (TITLE, {"og": f"{OTHER}, nhà nhà vui", "headline": OTHER, "title": OTHER}, OTHER),
        (TITLE, {"og": THIRD, "headline": OTHER, "title": OTHER}, TITLE),
        (TITLE, {"og": OTHER, "headline": "Tin mới nhất", "title": OTHER}, OTHER),
        (TITLE, {"og": OTHER, "headline": "Trang thông tin điện tử huyện Mẫu Phong", "title": OTHER}, OTHER),
        (TITLE, {"og": "Khánh thành cầu dân sinh", "headline": OTHER, "title": OTHER}, TITLE),
    ],
    ids=[
        "kicker before a dash",
        "kicker before a colon",
        "kicker that two sources have",
        "kicker that one source has",
        "two elements without a space",
        "kicker that touches the line",
        "kicker in an element of its own",
        "kicker in an element of its own that the head states",
        "kicker without any sign or element",
        "breadcrumb in the heading",
        "breadcrumb before Open Graph's title",
        "a head that names the site twice",
        "badge in the heading",
        "two sources against the line",
        "one for, one against",
        "one against",
        "kicker, and quotes of another kind in the head",
        "kicker before a quote",
        "two against the line, and Open Graph says nearly the same",
        "two against the line, and Open Graph has a third",
        "two against the line, and JSON-LD has no headline at all",
        "two against the line, and JSON-LD has the site's name",
        "two against the line, and Open Graph says how it begins",
    ],
)
def test_title(line: str, said: dict[str, str], expected: str) -> None:
    # An address without a slug: it would speak for the line.
    body = page(title=f"<h1>{line}</h1>", head=head(**said))
    if "title" in said:
        body = body.replace("<title>Huyện Mẫu Phong</title>".encode(), b"", 1)
    assert read(body).title == expected


@pytest.mark.parametrize(
    ("line", "og", "expected"),
    [
        (f"{DASHED} - chuyện cũ", f"{DASHED} - chuyện cũ - Báo Mẫu Phong", f"{DASHED} - chuyện cũ"),
        (DASHED, f"{DASHED.replace('–', '-')} - Báo Mẫu Phong", DASHED),
        (DASHED, f"Báo Mẫu Phong | {DASHED.replace('–', '-')}", DASHED),
        (f"Kinh tế - {DASHED}", f"{DASHED} - Kinh tế - Báo Mẫu Phong", DASHED),
        (f"Kinh tế - {DASHED}", f"Báo Mẫu Phong - Kinh tế - {DASHED}", DASHED),
        (DASHED, "Báo Mẫu Phong", DASHED),
    ],
    ids=["behind", "behind, other dashes", "in front", "behind a section", "before a section", "nothing else"],
)
def test_the_site_is_no_part_of_a_headline(line: str, og: str, expected: str) -> None:
    site = '<meta property="og:site_name" content="Báo Mẫu Phong">'
    assert read(page(title=f"<h1>{line}</h1>", head=site + head(og=og))).title == expected


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
