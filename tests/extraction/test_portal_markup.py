"""What templates of Vietnamese portals do: headlines in two lines, buttons that touch, leads outside the text."""

from __future__ import annotations

import pytest

from tests.extraction.pages import PARAGRAPHS, TITLE, page, read

BODY = "\n\n".join(PARAGRAPHS)
PLAIN = "https://huyenmauphong.example.gov.vn/view.aspx?id=1204"
HEAD = f'<meta property="og:title" content="{TITLE}">'
FIRST, SECOND = "Khánh thành cầu dân sinh", "qua suối Nậm Khao"


@pytest.mark.parametrize(
    ("line", "head"),
    [
        (f"<h1>{FIRST}<br>{SECOND}</h1>", ""),
        (f'<div class="article-title"><b>{FIRST}<br>{SECOND}</b></div>', ""),
        (f"<p><b>{FIRST}<br>{SECOND}</b></p>", ""),
        (f"<p><b>{FIRST} qua suối<br>Nậm Khao</b></p>", HEAD),
    ],
    ids=["heading", "class", "lower case", "as the head says"],
)
def test_a_headline_in_two_lines(line: str, head: str) -> None:
    article = read(page(title=line, head=head))
    assert (article.title, article.body, article.summary) == (TITLE, BODY, None)


def test_a_line_below_the_headline_that_is_no_part_of_it() -> None:
    article = read(page(title=f"<p><b>{TITLE}</b><br>Tin của xã Nậm Khao</p>", head=HEAD))
    assert article.title == TITLE


def test_the_category_in_a_cell_is_no_headline_though_the_head_says_it() -> None:
    facts = "<table><tr><td>Chuyên mục</td><td>Hoạt động của HĐND</td></tr></table>"
    said = '<meta property="og:title" content="Hoạt động của HĐND">'
    assert read(page(title=f"<h1>{TITLE}</h1>{facts}", head=said), url=PLAIN, portal=None).title == TITLE


@pytest.mark.parametrize(
    "tools",
    [
        "<div><span>Nghe bài viết</span><span>Giọng nữ</span><span>Giọng nam</span></div>",
        "<div>Xem với cỡ chữ <a>T</a> <a>T</a></div>",
        "<p>Mặc định Cỡ chữ Tương phản</p>",
        "<div>Đọc bài viết <span>0:00</span>/<span>2:14</span></div>",
    ],
    ids=["that touch", "sizes", "in a paragraph", "a player"],
)
def test_buttons_are_no_text(tools: str) -> None:
    lead, *texts = PARAGRAPHS
    text = f"{tools}<p><b>{lead}</b></p><div class=body>{''.join(f'<p>{each}</p>' for each in texts)}</div>"
    article = read(page(text=text, end=tools))
    assert (article.summary, article.body) == (lead, "\n\n".join(texts))


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Tạo lúc 14:32 ngày 05/06/2020", "2020-06-05T14:32:00+07:00"),
        ("Friday, 5 June 2020 14:32", "2020-06-05T14:32:00+07:00"),
        ("Đăng ngày 5 - 6 - 2020 | admin | Tin hoạt động", "2020-06-05"),
        ("Thứ Sáu, 14:32 05-06-2020 GMT+7", "2020-06-05T14:32:00+07:00"),
        ("Ngày đăng: 05-06-2020 <span><i class='fa fa-eye'></i> 406</span>", "2020-06-05"),
        ("5/6/2020 | <a href='/u/1'>admin</a> | <a href='/c'>Bảo vệ nền tảng tư tưởng của Đảng</a>", "2020-06-05"),
        ("5/6/2020 | <a href='/u/1'>admin</a> | <a href='/c'>Văn hóa - Xã hội</a>", "2020-06-05"),
    ],
)
def test_a_date_line(line: str, published: str) -> None:
    assert read(page(after_title=f"<div class=info>{line}</div>")).published == published


LEAD, MIDDLE, LAST = (
    "Từ đầu tháng 9, Khoa Nhi đã tiếp nhận 57 trẻ mắc sốt xuất huyết, trong đó sáu ca có dấu hiệu cảnh báo phải điều "
    "trị tích cực tại khoa.",
    "Trẻ sốt cao đột ngột từ 39 độ trở lên, kéo dài hai đến bảy ngày, kèm đau đầu, phát ban.",
    "Gia đình cần ngủ màn cả ban ngày và phối hợp với y tế xã phun hóa chất diệt muỗi.",
)


def test_a_list_in_the_element_of_a_short_text_below_a_lead_of_its_own() -> None:
    items = ["Trẻ li bì, vật vã;", "Đau bụng, nôn liên tục;"]
    listed = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    text = f"<p>{MIDDLE}</p><p><b>Khi nào cần nhập viện?</b></p>{listed}<p><b>Phòng bệnh</b></p><p>{LAST}</p>"
    article = read(page(text=f'<p><b>{LEAD}</b></p><div id="ctn">{text}</div>'))
    assert article.summary == LEAD
    assert article.body == "\n\n".join([MIDDLE, "Khi nào cần nhập viện?", *items, "Phòng bệnh", LAST])


def test_a_table_in_the_element_of_a_short_text_below_a_lead_of_its_own() -> None:
    rows = [("Ngày", "Khu vực"), ("12/8/2019", "Thôn Nà Khao"), ("15/8/2019", "Toàn xã")]
    table = "".join(f"<tr><td><p>{day}</p></td><td><p>{place}</p></td></tr>" for day, place in rows)
    article = read(
        page(text=f'<div><p><b>{LEAD}</b></p></div><div class="prose"><table>{table}</table><p>{LAST}</p></div>')
    )
    assert article.summary == LEAD
    assert article.body == "\n\n".join([*(f"{day} | {place}" for day, place in rows), LAST])


@pytest.mark.parametrize(("bullet", "shown"), [("» ", ""), ("➤ ", ""), ("> ", ""), ("»", "»")])
def test_bullets_before_related_titles(bullet: str, shown: str) -> None:
    other = "Sửa chữa đường liên thôn trước mùa mưa"
    below = f'<p><b>Các tin khác</b></p><p><a href="/tin-tuc/sua-duong-78">{bullet}{other}</a></p>'
    assert [item.title for item in read(page(below=below)).related] == [shown + other]


def test_keywords_below_related_titles_are_none() -> None:
    related = '<h3>Các tin khác</h3><ul><li><a href="/tin-tuc/sua-duong-78">Sửa chữa đường liên thôn</a></li></ul>'
    tags = '<div>Từ khóa: <a href="/t/cau-78">cầu dân sinh vùng cao</a> <a href="/t/suoi-79">lũ suối Nậm Khao</a></div>'
    assert [item.title for item in read(page(below=related + tags)).related] == ["Sửa chữa đường liên thôn"]


def test_a_signature_above_a_bare_number() -> None:
    article = read(page(below='<div class="author"><b>Hà Minh</b></div><div><i class="fa fa-eye"></i> 4066</div>'))
    assert (article.author, article.view_count, article.body) == ("Hà Minh", 4066, BODY)


def test_files_below_their_label_are_no_text() -> None:
    files = '<p><a href="/f/1.pdf">1. Thông báo số 45</a></p><p><a href="/f/2.docx">2. Phụ lục</a></p>'
    article = read(page(end=f"<p>Tệp đính kèm:</p>{files}"))
    assert (article.body, [file.title for file in article.attachments]) == (BODY, ["1. Thông báo số 45", "2. Phụ lục"])


def test_a_date_beside_buttons_in_a_column_of_its_own() -> None:
    left = '<div class="left"><div>5/6/2020 14:32</div><a href="#">Chia sẻ</a> <a href="#">Bản in</a></div>'
    article = read(page(title=f"{left}<h1>{TITLE}</h1>", after_title=""))
    assert article.published == "2020-06-05T14:32:00+07:00"


def test_a_headline_in_two_lines_below_a_box_that_links_to_it() -> None:
    here = "https://huyenmauphong.example.gov.vn/khanh-thanh-cau-dan-sinh-qua-suoi-nam-khao-77"
    box = f'<div><div>Tin nổi bật</div><a href="{here}"><b>{TITLE}</b></a><p>{PARAGRAPHS[0][:110]}...</p></div>'
    article = read(page(title=f"<h1>{FIRST}<br>{SECOND}</h1>", top=box, head=HEAD), url=here, portal=None)
    assert (article.title, article.body, article.published) == (TITLE, BODY, "2020-06-05")
