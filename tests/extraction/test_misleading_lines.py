"""Lines that look like a date, a footer's or a signature, and are none; and what looks like none and is one."""

from __future__ import annotations

import pytest

from archive.model import Author
from tests.extraction.pages import PARAGRAPHS, TITLE, page, read

BODY = "\n\n".join(PARAGRAPHS)
TEXT = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
RIGHT = '<p style="text-align:right">{}</p>'
OF_DAYS = [
    "Báo cáo kết quả trước ngày 15/12/2019.",
    "Bộ đội xuất quân ngày 15/12/2019;",
    "Hội nghị tổng kết ngày 15/12/2019.",
    "Ban hành kế hoạch trước ngày 15/12/2019",
    "Phòng cháy chữa cháy rừng đến ngày 15/12/2019",
]


@pytest.mark.parametrize("line", OF_DAYS)
def test_what_is_done_by_a_day_is_text_though_it_begins_like_an_office(line: str) -> None:
    items = ["Phân công người theo dõi, đôn đốc;", line, "Kiểm tra việc thực hiện ở các thôn."]
    listed = "".join(f"<li>{item}</li>" for item in items)
    paragraphs = [f"<p>{each}</p>" for each in PARAGRAPHS]
    article = read(page(text=f"{paragraphs[0]}<ul>{listed}</ul>{''.join(paragraphs[1:])}"))
    assert article.published == "2020-06-05"
    assert all(item in article.body for item in items)


@pytest.mark.parametrize("line", OF_DAYS)
def test_a_day_in_the_first_line_is_no_day_of_publication(line: str) -> None:
    assert read(page(after_title="", text=f"<p>{line}</p>{TEXT}")).published is None


@pytest.mark.parametrize("line", ["Báo Nhân Dân ngày 15/12/2019", "Ban biên tập - 15/12/2019", "Văn phòng, 15/12/2019"])
def test_an_office_and_a_day_are_a_line_of_facts(line: str) -> None:
    article = read(page(after_title=f"<div>{line}</div>"))
    assert (article.published, article.body) == ("2019-12-15", BODY)


@pytest.mark.parametrize("office", ["Phòng Văn hóa và Thông tin huyện", "Phòng Lao động - Thương binh và Xã hội"])
def test_an_office_of_several_words_behind_who_signs(office: str) -> None:
    article = read(page(end=RIGHT.format(f"<b>Hà Minh</b> - <i>{office}</i>")))
    assert (article.author, article.body) == (f"Hà Minh - {office}", BODY)
    assert article.authors[0] == Author(name="Hà Minh", affiliation=article.authors[0].affiliation)
    assert [author.name for author in article.authors] == ["Hà Minh"]


def test_two_who_sign_in_a_line_each() -> None:
    signed = RIGHT.format("<b>Hà Minh</b>") + RIGHT.format("<b>Lê Quốc Bảo</b>")
    article = read(page(end=signed))
    assert [author.name for author in article.authors] == ["Hà Minh", "Lê Quốc Bảo"]
    assert article.body == BODY


def test_what_an_official_is_signs_no_text() -> None:
    signed = RIGHT.format("<b>CHỦ TỊCH</b>") + RIGHT.format("<b>Lê Quốc Bảo</b>")
    assert read(page(end=signed)).author == "Lê Quốc Bảo"


def test_a_signature_stands_above_what_the_newsroom_says_of_itself() -> None:
    about = "Ban biên tập Cổng thông tin phụ trách nội dung tin bài và hình ảnh đăng tải trên trang này."
    box = f'<div class="author-box"><p>Về Ban biên tập</p><p>{about}</p></div>'
    article = read(page(end="<p><i>(Hà Minh)</i></p>", below=box))
    assert (article.author, article.body) == ("Hà Minh", BODY)


@pytest.mark.parametrize("end", [RIGHT.format("Hà Minh (sưu tầm)"), RIGHT.format("<b>Hà Minh</b>")])
def test_a_signature_in_a_page_laid_out_by_a_list(end: str) -> None:
    body = page(end=end).decode()
    start = body.index("<body>") + len("<body>")
    laid_out = body[:start] + "<ul><li>" + body[start:].replace("</body>", "</li></ul></body>")
    article = read(laid_out.encode())
    assert ([author.name for author in article.authors], article.body) == (["Hà Minh"], BODY)


def test_a_signature_below_a_break_in_the_last_item() -> None:
    items = [*PARAGRAPHS[:2], f"{PARAGRAPHS[2]}<br><b>Hà Minh</b>"]
    article = read(page(text=f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"))
    assert (article.author, article.body) == ("Hà Minh", BODY)


@pytest.mark.parametrize("changed", ["", "<div>Cập nhật lần cuối: 08/01/2025 14:00</div>"])
def test_the_sites_name_opens_a_footer_that_nothing_else_sets_apart(changed: str) -> None:
    site = "Huyện ủy Mẫu Phong"
    footer = f"<p>{site}</p>{changed}<p>Địa chỉ: Số 3, đường Nậm Khao - Điện thoại: 0219.123.456</p>"
    html = (
        page(top=f"<p>{site.upper()}</p>", after_title="", below=footer)
        .decode()
        .replace("<div>", "")
        .replace("</div>", "")
    )
    article = read(html.encode())
    assert (article.published, article.author, article.body) == (None, None, BODY)


def test_readers_are_asked_for_articles_below_a_text() -> None:
    asked = "Mời bạn đọc gửi tin, bài cộng tác về hộp thư điện tử của Ban biên tập: bbt@mauphong.example.gov.vn"
    assert read(page(end=f"<p><em>{asked}</em></p>")).body == BODY


def test_the_second_line_of_a_headline_is_no_lead() -> None:
    head, rest = "Nâng cao trách nhiệm của cán bộ, công chức", "đảng viên khi tham gia xây dựng cầu ở thôn"
    article = read(page(title=f"<h2>{head},<br>{rest}</h2>"))
    assert (article.title, article.summary, article.body) == (f"{head}, {rest}", None, BODY)


@pytest.mark.parametrize("date", ["", "<div>05/06/2020 10:15</div>"])
def test_of_two_headings_of_one_level_the_section_is_no_headline(date: str) -> None:
    heading = f"<h1>Tin hoạt động</h1>{date}<h1>{TITLE}</h1>"
    article = read(page(title=heading, after_title=""), url=f"{URL_OF_NUMBERS}?id=12")
    assert (article.title, article.body) == (TITLE, BODY)
    assert article.published == ("2020-06-05T10:15:00+07:00" if date else None)


URL_OF_NUMBERS = "https://huyenmauphong.example.gov.vn/Default.aspx"


def test_letters_written_as_references_tell_the_language() -> None:
    html = page(end=RIGHT.format("<b>Hà Minh</b>")).decode()
    written = "".join(f"&#x{ord(letter):x};" if ord(letter) > 0x7F else letter for letter in html)
    article = read(written.encode(), url="https://example.org/bai-77", portal=None)
    assert (article.published, article.author, article.body) == ("2020-06-05", "Hà Minh", BODY)


def test_a_text_goes_on_below_a_table_of_figures_and_other_articles() -> None:
    table = "".join(
        f"<tr><td>{day}/8/2019</td><td>07:30 - 11:00</td><td>Thôn Nậm Khao</td></tr>" for day in range(12, 16)
    )
    others = "".join(
        f"<p><a href=/a-{n}><b>Khai mạc phiên họp thường kỳ cuối năm lần thứ {n}</b></a></p>" for n in (1, 2)
    )
    first, last = PARAGRAPHS[1:]
    article = read(page(text=f"<p>{first}</p><table>{table}</table>{others}<p>{last}</p>"))
    assert article.body.startswith(first)
    assert article.body.endswith(last)
    assert "15/8/2019 | 07:30 - 11:00 | Thôn Nậm Khao" in article.body


def test_a_link_in_the_cell_that_holds_the_text_is_another_article() -> None:
    link = '<p><b><i><a href="/a-1">Khai mạc phiên họp thường kỳ cuối năm</a> (07/01/2021)</i></b></p>'
    text = f"<p>{PARAGRAPHS[0]}</p>{link}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    heading = f"<table><tr><td><h2>{TITLE}</h2>"
    article = read(page(title=heading, text=text, below="</td></tr></table>"))
    assert (article.published, article.body) == ("2020-06-05", BODY)


@pytest.mark.parametrize("paper", ["baomauphong.vn", "tin.mauphong.gov.vn"])
def test_the_address_of_a_paper_behind_who_signs(paper: str) -> None:
    article = read(page(end=RIGHT.format(f"<b>Hà Minh</b>/{paper}")))
    assert article.authors == (Author(name="Hà Minh", affiliation=paper),)
    assert article.body == BODY


@pytest.mark.parametrize("label", ["Biên tập viên: Lê Quốc Bảo", "BTV: Lê Quốc Bảo"])
def test_who_edited_is_named_below_who_wrote(label: str) -> None:
    article = read(page(end=RIGHT.format("<b>Hà Minh</b>") + RIGHT.format(label)))
    assert (article.author, article.body) == ("Hà Minh", BODY)


def test_what_a_film_shows_is_no_text() -> None:
    film = (
        '<p align="center"><video src="/v.mp4"></video></p><p align="center"><i>Clip: Toàn cảnh lễ khánh thành</i></p>'
    )
    assert read(page(text=f"<p>{PARAGRAPHS[0]}</p>{film}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")).body == BODY


def test_a_headline_in_two_lines_of_capitals() -> None:
    lines = ("KHÁNH THÀNH CẦU DÂN SINH", "QUA SUỐI NẬM KHAO")
    article = read(page(title=f"<p align=center><b>{'<br>'.join(lines)}</b></p>"))
    assert (article.title, article.body) == (" ".join(lines), BODY)


def test_the_next_article_of_an_endless_page_is_not_this_one() -> None:
    after = f"<article><h2>Gặp mặt các gia đình chính sách tiêu biểu</h2><div>06/01/2025 09:15</div>{TEXT}</article>"
    article = read(page(below=after.replace("Sáng nay", "Chiều qua").replace("Từ hôm nay", "Từ hôm qua")))
    assert (article.published, article.body) == ("2020-06-05", BODY)


def test_a_date_behind_a_link_in_the_text_is_that_article_s() -> None:
    link = '<p><b><a href="/a-1">Khai mạc phiên họp thường kỳ cuối năm</a> (07/01/2021)</b></p>'
    text = f"<p>{PARAGRAPHS[0]}</p>{link}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    assert (
        read(page(top="<div>05/6/2020 10:15</div>", after_title="", text=text)).published == "2020-06-05T10:15:00+07:00"
    )


def test_days_of_what_takes_place_above_the_title_are_not_the_article_s() -> None:
    days = "<p>06/01/2020 08:00</p><p>Họp giao ban tháng 1</p><p>08/01/2020 14:00</p><p>Tiếp công dân định kỳ</p>"
    head = f"<meta property='og:title' content='{TITLE}'>"
    assert read(page(head=head, top=f"<div>{days}</div>", after_title="")).published is None
    assert read(page(head=head, top=f"<div>{days}</div>")).published == "2020-06-05"


TODAY = "2025-01-10T09:30:00+07:00"  # when pages of these tests are fetched
PRINTED_AT_THE_END = "<p>05/06/2020 10:15</p>"


@pytest.mark.parametrize("day", ["2025-01-10", "20250110"])
def test_the_day_of_the_capture_in_a_meta_element_is_a_template_s_where_another_is_printed(day: str) -> None:
    head = f"<meta name='date' content='{day}'>"
    article = read(page(head=head, after_title="", below=PRINTED_AT_THE_END), fetched_at=TODAY)
    assert article.published == "2020-06-05T10:15:00+07:00"
    assert read(page(head=head, after_title="<div>10/01/2025 08:00</div>"), fetched_at=TODAY).published == (
        "2025-01-10T08:00:00+07:00"
    )


def test_the_day_of_the_capture_below_the_text_is_a_clock() -> None:
    footer = "<p>Ngày 10/01/2025</p>"
    assert read(page(after_title="", below=footer), fetched_at=TODAY).published is None
    assert read(page(after_title="", below=footer), fetched_at="2025-02-10T09:30:00+07:00").published == "2025-01-10"


@pytest.mark.parametrize("wrapper", ["<div><div>{}</div></div>", "{}<br>", "<p>{}</p>"])
def test_when_and_where_something_takes_place_is_text_beside_paragraphs_in_wrappers(wrapper: str) -> None:
    said = ("Thời gian: 8h00 ngày 20/12/2024", "Địa điểm: Hội trường UBND huyện")
    paragraphs = [wrapper.format(each) for each in PARAGRAPHS]
    facts = "".join(f"<p>{each}</p>" for each in said)
    article = read(page(after_title="", text=f"{paragraphs[0]}{facts}{''.join(paragraphs[1:])}"))
    assert article.published is None
    assert article.body.split("\n\n")[:4] == [PARAGRAPHS[0], *said, PARAGRAPHS[1]]


def test_a_change_that_is_printed_counts_before_one_that_a_template_states() -> None:
    head = "<meta property='article:modified_time' content='2025-01-10T09:25:00+07:00'>"
    article = read(page(head=head, after_title="", below="<p>(Cập nhật: 10:15 - 05/06/2020)</p>"), fetched_at=TODAY)
    assert article.published == "2020-06-05T10:15:00+07:00"


@pytest.mark.parametrize("clock", ["Thứ Sáu, 10/01/2025 09:29 SA", "Ngày in: 10/01/2025"])
def test_a_clock_that_the_template_states_too_is_a_clock(clock: str) -> None:
    head = f"<meta property='og:title' content='{TITLE}'><meta name='date' content='2025-01-10'>"
    html = page(head=head, top=f"<div>{clock}</div>", after_title="", below=PRINTED_AT_THE_END)
    assert read(html, fetched_at=TODAY).published == "2020-06-05T10:15:00+07:00"


def test_when_and_where_something_takes_place_is_text_in_rows_too() -> None:
    facts = "<p>Thời gian: 8h00 ngày 20/12/2024</p><p>Địa điểm: Hội trường UBND huyện</p>"
    rows = "".join(f"<tr><td>{each}</td></tr>" for each in (*PARAGRAPHS[:2], facts, PARAGRAPHS[2]))
    article = read(page(after_title="", text=f"<table>{rows}</table>"))
    assert article.published is None
    assert "Thời gian: 8h00 ngày 20/12/2024" in article.body


def test_a_table_of_files_below_the_text_is_none_of_it() -> None:
    lead = "Cây cầu mới nối ba thôn với trung tâm xã, nhân dân đã mong chờ nhiều năm nay."
    head = "<tr><th>STT</th><th>Tên tệp</th><th>Ngày</th></tr>"
    files = f"<table>{head}<tr><td>1</td><td><a href='/f/1.pdf'>KH12.pdf</a></td><td>05/01/2020</td></tr></table>"
    article = read(page(after_title=f"<p><b>{lead}</b></p><div>5/6/2020</div>", below=files))
    assert (article.published, article.summary, article.body) == ("2020-06-05", lead, BODY)
    assert read(page(after_title="", below=files)).published is None


@pytest.mark.parametrize("heading", ["Sự kiện nổi bật", "Bài viết nổi bật"])
def test_what_a_site_finds_notable_is_no_headline(heading: str) -> None:
    items = "".join(
        f"<div><p><a href=/a-{n}>Gặp mặt gia đình chính sách {n}</a></p><p>0{n}/01/2020</p></div>" for n in (3, 4)
    )
    article = read(page(title=f"<p><b>{TITLE}</b></p>", top=f"<h3>{heading}</h3>{items}", after_title=""))
    assert (article.title, article.published) == (TITLE, None)


@pytest.mark.parametrize("end", ["<h4>{}<br><b>Hà Minh</b></h4>"])
def test_a_signature_below_a_break_where_paragraphs_are_headings(end: str) -> None:
    text = "".join(f"<h4>{each}</h4>" for each in PARAGRAPHS[:2]) + end.format(PARAGRAPHS[2])
    article = read(page(text=text))
    assert (article.author, article.body) == ("Hà Minh", BODY)


def test_a_headline_in_a_page_laid_out_by_a_list_that_nothing_else_knows() -> None:
    body = page(title=f"<div>{TITLE}</div>").decode()
    start = body.index("<body>") + len("<body>")
    laid_out = body[:start] + "<ul><li>" + body[start:].replace("</body>", "</li></ul></body>")
    article = read(laid_out.encode(), url=f"{URL_OF_NUMBERS}?id=12", portal=None)
    assert (article.title, article.body) == (TITLE, BODY)
