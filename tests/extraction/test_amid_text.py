"""Lines among the paragraphs that begin like the footer, a label or the heading of comments."""

from __future__ import annotations

import pytest

from tests.extraction.pages import PARAGRAPHS, page, read

BODY = "\n\n".join(PARAGRAPHS)
RELATED = "<div>Tin liên quan</div><ul><li><a href=/a-1>Mưa lớn gây sạt lở ở ba xã</a></li></ul>"


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "line",
    [
        "Địa chỉ: Số 12 đường Hùng Vương, thị trấn Mẫu Phong",
        "Điện thoại: 0260.3832.114 (gặp chị Loan)",
        "Email: tuyendung@mauphong.example.vn",
        "Chịu trách nhiệm: Ban Quản lý dự án",
        "Thiết kế: Công ty Tư vấn xây dựng số 1",
        "Chủ đề: Tuổi trẻ chung tay xây dựng nông thôn mới",
        "Thực hiện: Trạm Khuyến nông huyện",
    ],
)
@pytest.mark.parametrize("line_break", [False, True], ids=["paragraphs", "lines"])
def test_a_line_among_the_paragraphs_is_text(line: str, line_break: bool) -> None:
    texts = [*PARAGRAPHS[:2], line, PARAGRAPHS[2]]
    article = read(page(text="<br><br>".join(texts) if line_break else _paragraphs(*texts)))
    assert (article.body, article.author) == ("\n\n".join(texts), None)


def test_where_to_ask_ends_a_notice() -> None:
    contact = ["Địa chỉ: Số 12 đường Hùng Vương", "Điện thoại: 0260.3832.114"]
    article = read(page(end=_paragraphs(*contact), below=RELATED))
    assert article.body == "\n\n".join([*PARAGRAPHS, *contact])


@pytest.mark.parametrize(
    "footer",
    [
        "<p>Cơ quan chủ quản: UBND huyện Mẫu Phong</p><p>Điện thoại: 0260.3832.114</p>",
        "<p>Địa chỉ: Số 12 đường Hùng Vương</p><p>© 2015 Huyện Mẫu Phong</p>",
        "<p>Địa chỉ: Số 12 đường Hùng Vương</p><p>Tổng số lượt truy cập: 1806409</p>",
    ],
    ids=["to the end", "with a sign", "with a counter"],
)
def test_a_footer_in_the_element_of_the_text_is_none(footer: str) -> None:
    assert read(page(end=footer)).body == BODY


def test_a_sub_heading_called_like_comments_is_text() -> None:
    article = read(page(text=_paragraphs(PARAGRAPHS[0], "<b>Thảo luận</b>", *PARAGRAPHS[1:])))
    assert article.body == "\n\n".join([PARAGRAPHS[0], "Thảo luận", *PARAGRAPHS[1:]])


def test_comments_below_the_text_are_none() -> None:
    rules = "Vui lòng viết tiếng Việt có dấu, nội dung không quá một nghìn chữ."
    assert read(page(below=f"<div><h4>Thảo luận</h4>{_paragraphs(rules)}</div>")).body == BODY


def test_when_something_takes_place_is_text_and_no_date_of_the_article() -> None:
    event = ["Thời gian: 05/07/2020", "Địa điểm: Hội trường Ủy ban nhân dân xã"]
    article = read(page(after_title="", text=_paragraphs(PARAGRAPHS[0], *event, *PARAGRAPHS[1:])))
    assert (article.published, article.body) == (None, "\n\n".join([PARAGRAPHS[0], *event, *PARAGRAPHS[1:]]))


def test_a_number_behind_a_label_is_no_author() -> None:
    article = read(page(end="<p>Tổng hợp: 125 hộ</p>"))
    assert (article.author, article.body) == (None, f"{BODY}\n\nTổng hợp: 125 hộ")


def test_the_name_of_the_site_in_capitals_above_the_footer_is_none_of_the_text() -> None:
    footer = "<p><b>HỘI NÔNG DÂN HUYỆN MẪU PHONG</b></p><p>Địa chỉ: Số 12 đường Hùng Vương</p>"
    article = read(page(end=f"<p align=right>Hà Minh</p>{footer}"))
    assert (article.author, article.body) == ("Hà Minh", BODY)
