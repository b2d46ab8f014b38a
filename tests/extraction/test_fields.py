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


MENU = "<ul><li><a href=/tin-tuc>Tin tức</a><li><a href=/van-ban>Văn bản mới</a></ul>"


@pytest.mark.parametrize(
    ("top", "after_title", "expected"),
    [
        ("", "<div><a href=/kinh-te>Kinh tế xã</a></div><div>5/6/2020</div>", "Kinh tế xã"),
        ("", "<div><a href=/ai>Lò Thị Mai</a></div><div>5/6/2020</div>", None),
        ("", "<div>Chuyên mục: <a href=/kinh-te>Kinh tế xã</a></div><div>5/6/2020</div>", "Kinh tế xã"),
        ("", "<div>5/6/2020 | Chuyên mục: Kinh tế xã | Lượt xem: 7</div>", "Kinh tế xã"),
        (
            "<div><a href=/>Trang chủ</a> &raquo; <a href=/tin-tuc>Tin tức</a></div>",
            "<div>5/6/2020 | Chuyên mục: Kinh tế xã</div>",
            "Kinh tế xã",
        ),
        (
            "<span class=breadcrumbs><a href=/>Trang chủ</a> <img src=a.png> <a href=/t>Tin tức</a></span>",
            "",
            "Tin tức",
        ),
        ("<div class=breadcrumb><h2>Bạn đang ở đây</h2><a href=/>Trang chủ</a></div>", "", None),
        ("<p><a href=/>Trang chủ</a> | <a href=/tin>Tin tức</a> | <a href=/l>Liên hệ</a></p>" + MENU, "", None),
        ("<p><a href=/>Trang chủ</a> | <a href=/tin>Tin tức</a> | <a href=/l>Trong huyện</a></p>", "", "Trong huyện"),
    ],
    ids=[
        "a link below the title",
        "a name below the title",
        "a label",
        "a label in a line of facts",
        "a label says more than crumbs",
        "pictures between crumbs",
        "what opens a trail",
        "a menu of bars",
        "a trail of bars",
    ],
)
def test_category_near_the_title(top: str, after_title: str, expected: str | None) -> None:
    assert read(page(top=top, after_title=after_title)).category == expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<div><a href=/kinh-te>Kinh tế xã</a></div>", "Kinh tế xã"),
        ("<div><a href=/a>Tin mới</a></div><div><a href=/b>Kinh tế xã</a></div>", None),
        (MENU, None),
    ],
    ids=["alone", "the last of several", "of a menu"],
)
def test_a_link_above_the_title_is_the_category(above: str, expected: str | None) -> None:
    assert read(page(title=f"<div>{above}<h2>{TITLE}</h2></div>")).category == expected


def test_a_date_in_the_last_crumb_names_no_category() -> None:
    title = "Thông báo tạm ngừng cấp điện ngày 20/6/2020"
    crumbs = f"<ol class=breadcrumb><li><a href=/>Trang chủ</a><li><a href=/tin>Tin tức</a><li>{title}</ol>"
    assert read(page(title=f"<h2>{title}</h2>", top=crumbs)).category == "Tin tức"


def test_related_titles_in_one_line_that_only_styles_part() -> None:
    article = read(page(below=f"<div><b>Tin liên quan</b><div>{ONE}{TWO}{ONE.replace('12', '14')}</div></div>"))
    assert [item.url for item in article.related] == [
        f"{HOME}{LINKS[0][1]}",
        f"{HOME}{LINKS[1][1]}",
        f"{HOME}/tin-tuc/lam-duong-14",
    ]


def test_a_label_in_bold_makes_no_lead_where_the_platform_prints_its_lead_in_bold() -> None:
    text = f"<div id=content><p><strong>Hỏi:</strong> {LEAD}</p>{TEXT}</div>"
    markup = (
        f"<html><body><div class=article_content><h1 class=media-heading>{TITLE}</h1>"
        f"<div class=date>08:15, 13/06/2020</div>{text}</div></body></html>"
    )
    article = read(markup.encode(), url=f"{HOME}/tin-tuc/202006/bai-so-1a2b3c4/", portal=None)
    assert article.summary is None
    assert article.body.startswith(f"Hỏi: {LEAD}")


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
