"""The other fields, each by what a page shows: lead, related, views, category, tags, media, language."""

from __future__ import annotations

import re

import pytest

from archive.model import MediaLink, RelatedLink
from tests.extraction.pages import PARAGRAPHS, PORTAL, TITLE, page, read

HOME = "https://huyenmauphong.example.gov.vn"
LEAD = "Cây cầu mới nối ba thôn với trung tâm xã, chấm dứt cảnh lội suối của học sinh mỗi mùa mưa lũ về."
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "markup",
    [
        f"<p><strong>{LEAD}</strong></p>{TEXT}",
        f'<p style="font-weight:bold">{LEAD}</p>{TEXT}',
        f"<h3>{LEAD}</h3>{TEXT}",
        f'<p class="sapo">{LEAD}</p>{TEXT}',
        f"<div><p>{LEAD}</p></div><div>{TEXT}</div>",
        f"<p><b>{LEAD}</b></p><p>{LEAD}</p>{TEXT}",
        f'<div class="sapo">{LEAD[:60]}...</div><p>{LEAD}</p>{TEXT}',
    ],
    ids=["bold", "bold by style", "heading", "class", "own element", "repeated below", "cut short above"],
)
def test_a_lead_that_is_set_apart(markup: str) -> None:
    article = read(page(text=markup))
    assert (article.summary, article.body) == (LEAD, BODY)
    assert article.text == f"{LEAD}\n\n{BODY}"


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{LEAD}</p>{TEXT}",
        f"<p><strong>MPO -</strong> {LEAD}</p>{TEXT}",
        f"<p><b>Niềm vui bên suối</b></p><p>{LEAD}</p>{TEXT}",
        f"<p><b>{LEAD}</b></p>" + TEXT.replace("<p>", "<p><b>").replace("</p>", "</b></p>"),
    ],
    ids=["plain", "a bold source mark", "below a bold sub-heading", "all of it bold"],
)
def test_a_first_paragraph_that_is_not(markup: str) -> None:
    article = read(page(text=markup))
    assert article.summary is None
    assert LEAD in article.body
    assert article.body.endswith(BODY)


def test_lists_tables_and_sub_headings_are_text() -> None:
    extra = "<h3>Việc cần làm</h3><ul><li>Giữ sạch mặt cầu</li><li>Không chở quá tải</li></ul>"
    table = "<table><tr><td>Thôn</td><td>Số hộ</td></tr><tr><td>Nà Pồng</td><td>48</td></tr></table>"
    body = read(page(text=f"<p>{PARAGRAPHS[0]}</p>{extra}<p>{PARAGRAPHS[1]}</p>{table}<p>{PARAGRAPHS[2]}</p>")).body
    assert body.split("\n\n") == [
        PARAGRAPHS[0],
        "Việc cần làm",
        "Giữ sạch mặt cầu",
        "Không chở quá tải",
        PARAGRAPHS[1],
        "Thôn | Số hộ",
        "Nà Pồng | 48",
        PARAGRAPHS[2],
    ]


def test_a_box_of_links_inside_the_text_is_no_text_and_no_end() -> None:
    link = '<a href="/tin-tuc/bai-cu-hon-12">Chuyện làm đường ở thôn Nà Pồng</a>'
    box = f"<div><b>Tin liên quan</b><ul><li>{link}</li></ul></div>"
    article = read(page(text=f"<p>{PARAGRAPHS[0]}</p>{box}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"))
    assert article.body == BODY
    assert [item.title for item in article.related] == ["Chuyện làm đường ở thôn Nà Pồng"]


@pytest.mark.parametrize(
    "line",
    [
        "Mời bạn đọc xem thêm các tin khác trên trang",
        "In bài viết",
        "Xem chi tiết tại đây",
        "Chia sẻ: Facebook Zalo",
        "Lượt xem: 12",
    ],
)
def test_lines_beside_the_text_are_no_text(line: str) -> None:
    assert read(page(end=f"<p>{line}</p>")).body == BODY


LINKS = (
    ("Chuyện làm đường ở thôn Nà Pồng", "/tin-tuc/lam-duong-12"),
    ("Ngày hội văn hóa các dân tộc xã", "/tin-tuc/ngay-hoi-13"),
)
EXPECTED = tuple(
    RelatedLink(HOME + url, title, day) for (title, url), day in zip(LINKS, ("2020-05-01", "2020-04-02"), strict=True)
)
ONE, TWO = (f"<a href='{url}'>{title}</a>" for title, url in LINKS)
DATED_ONE, DATED_TWO = (ONE.replace("</a>", " (01/05/2020)</a>"), TWO.replace("</a>", " (02/04/2020)</a>"))
PICTURED_ONE, PICTURED_TWO = (re.sub(">.*<", "><img src=a.jpg><", link) + link for link in (ONE, TWO))
TRACKED_ONE = ONE.replace(LINKS[0][1], LINKS[0][1] + "?utm_source=x#top")


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>Bài viết liên quan:</div><ul><li>{ONE} (01/05/2020)</li><li>{TWO} (02/04/2020)</li></ul>",
        f"<h3>Tin liên quan</h3><ul><li>{DATED_ONE}</li><li>{DATED_TWO}</li></ul>",
        f"<p>Các tin khác</p><p>{ONE}</p><p>01/05/2020</p><p>{TWO}</p><p>02/04/2020</p>",
        f"<p>TIN ĐÃ ĐƯA</p><p>01/05/2020</p><p>{ONE}</p><p>02/04/2020</p><p>{TWO}</p>",
        f"<b>Cùng chuyên mục</b><table><tr><td>1-5-2020</td><td>{ONE}</td></tr>"
        f"<tr><td>2-4-2020</td><td>{TWO}</td></tr></table>",
        f"<p>Các tin, bài cùng danh mục</p><p>• {DATED_ONE}</p><p>{DATED_TWO.replace('>Ng', '>• Ng')}</p>",
        f"<ul class=nav-tabs><li><a href=#a>Tin liên quan</a></li><li><a href=#b>Bình luận</a></li></ul>"
        f"<div><ul><li>{ONE} <span>01/05/2020</span></li><li>{TWO} <span>02/04/2020</span></li></ul></div>",
        f"<div class=tin-lien-quan><ul><li>{ONE} (01/05/2020)</li><li>{TWO} (02/04/2020)</li></ul></div>",
        f"<h4>Tin cùng chuyên mục</h4>{PICTURED_ONE}<span>01/05/2020</span><br>{PICTURED_TWO}<span>02/04/2020</span>",
        f"<p>Tin liên quan</p><div>{TRACKED_ONE} | 01/05/2020</div><div>{TWO} | 02/04/2020</div>"
        "<div><a href='/tin-tuc'>Xem tất cả các tin cùng mục</a></div>",
    ],
    ids=[
        "list",
        "date in the link",
        "lines",
        "dates first",
        "table",
        "bullets",
        "tabs",
        "class",
        "pictures",
        "tracking and a listing",
    ],
)
def test_related(markup: str) -> None:
    assert read(page(below=f"<div>{markup}</div>")).related == EXPECTED


def test_an_empty_list_of_related_articles_takes_nothing_from_the_footer() -> None:
    links = '<a href="/">Trang chủ</a>|<a href="/dang-nhap">Đăng nhập</a>'
    footer = f"<div>Bài viết liên quan:</div><div>{links}</div><div>Cơ quan chủ quản: UBND huyện</div>"
    assert read(page(below=footer)).related == ()


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>Số lượt xem:4066</div>", 4066),
        ("<div>Lượt xem: 1.234</div>", 1234),
        ("<div>Lượt xem: <b>12,345</b></div>", 12345),
        ("<div>(Đã xem: 77)</div>", 77),
        ("<div>5 lần xem | 0 bình luận</div>", 5),
        ("<table><tr><td>Số lượt xem:</td><td>4066</td></tr></table>", 4066),
        ("<div>Tổng số người truy cập: 1806409</div>", None),
        ("<div>1806409 Tổng số người truy cập: 1204 Số người online:</div>", None),
        ("<div>Số lượt truy cập: 1806409</div>", None),
    ],
)
def test_view_count(markup: str, expected: int | None) -> None:
    assert read(page(below=markup)).view_count == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div><a href='/'>Trang chủ</a> &raquo; <a href='/tin-tuc'>Tin tức</a></div>", "Tin tức"),
        (
            f"<ol class=breadcrumb><li><a href=/>Trang chủ</a><li><a href=/xa-hoi>Xã hội</a><li>{TITLE}</ol>",
            "Xã hội",
        ),
        ("<div>Trang chủ &gt; Văn hóa - Xã hội</div>", "Văn hóa - Xã hội"),
        ("", None),
    ],
)
def test_category(markup: str, expected: str | None) -> None:
    assert read(page(top=markup)).category == expected


def test_tags() -> None:
    tags = '<div>Từ khóa: <a href="/tag/cau">cầu dân sinh</a>, <a href="/tag/xa">nông thôn mới</a></div>'
    assert read(page(below=tags)).tags == ("cầu dân sinh", "nông thôn mới")


def test_images_with_captions_and_attachments() -> None:
    caption = "Cây cầu trong ngày khánh thành"
    picture = f'<p align=center><img src="/Uploads/cau.jpg" width=600></p><p align=center><em>{caption}</em></p>'
    icon = '<img src="/images/icon-print.gif" width=16>'
    file = '<p>Tải về: <a href="../files/ke-hoach.docx">Kế hoạch bảo dưỡng</a></p>'
    article = read(
        page(text=f"<p>{PARAGRAPHS[0]}</p>{picture}{icon}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>", end=file)
    )
    assert article.images == (MediaLink(f"{HOME}/Uploads/cau.jpg", "Cây cầu trong ngày khánh thành"),)
    assert article.attachments == (MediaLink(f"{HOME}/files/ke-hoach.docx", "Kế hoạch bảo dưỡng"),)
    assert "ngày khánh thành" not in article.text


def test_address_is_canonical() -> None:
    article = read(page(), url="http://www.huyenmauphong.example.gov.vn/tin-tuc/bai-so-77?utm_source=zalo#c1")
    assert article.url == f"{HOME}/tin-tuc/bai-so-77"


def test_links_resolve_against_the_base_of_the_page() -> None:
    text = TEXT + '<p>Xem <a href="a/b.pdf">văn bản</a></p>'
    article = read(page(head=f'<base href="{HOME}/kho/">', text=text))
    assert [file.url for file in article.attachments] == [f"{HOME}/kho/a/b.pdf"]


def test_language_is_told_by_the_letters_not_by_the_template() -> None:
    body = page().replace(b"<html>", b'<html lang="en">')
    assert read(body).language == "vi"


def test_an_english_page_is_read_with_english_words() -> None:
    text = (
        "<p>The district opened a new footbridge over the Nam Khao stream on Monday, linking three villages.</p>"
        "<p>Pupils no longer have to wade through the water in the rainy season, the chairman of the commune said.</p>"
        "<p>By Jane Miller</p>"
    )
    body = page(
        title="<h1>New footbridge opens over stream</h1>", after_title="<p>March 5, 2024 at 3:15 pm</p>", text=text
    )
    article = read(body.replace(b"<html>", b'<html lang="en">'), portal=None)
    assert (article.title, article.published, article.language) == (
        "New footbridge opens over stream",
        "2024-03-05T15:15:00+00:00",
        "en",
    )
    assert PORTAL.language == "vi"
