"""Texts that go on around boxes, in rows and wrappers; sentences that are mostly links; lists that run into others."""

from __future__ import annotations

import pytest

from tests.extraction.pages import PARAGRAPHS, page, read

BODY = "\n\n".join(PARAGRAPHS)
BOX = (
    "<table align=left width=200><tr><td><b>Tin liên quan</b></td></tr>"
    "<tr><td><a href=/tin-tuc/lu-77>Nước suối Nậm Khao dâng cao, ba thôn bị chia cắt</a></td></tr></table>"
)
RELATED = "<div>Tin liên quan</div><ul><li><a href=/a-1>Mưa lớn gây sạt lở ở ba xã vùng cao</a></li></ul>"


def test_a_text_in_rows_of_a_table_goes_on_below_a_box() -> None:
    rows = [PARAGRAPHS[0], BOX, *PARAGRAPHS[1:]]
    text = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    assert read(page(text=f"<table>{text}</table>")).body == BODY


@pytest.mark.parametrize(
    "wrapper", ["<p>{}</p>", "<div><div><span>{}</span></div></div>", '<div class="a"><p class="a">{}</p></div>']
)
def test_a_text_goes_on_below_a_box_that_only_a_lead_and_sub_headings_stand_above(wrapper: str) -> None:
    lead = "Trung tâm Y tế huyện Mẫu Phong thông báo tuyển dụng bảy viên chức cho các trạm y tế xã trong năm nay."
    above = [wrapper.format("<b>I. Vị trí cần tuyển</b>"), "<ul><li>02 bác sĩ;</li><li>01 kế toán.</li></ul>"]
    below = [wrapper.format(each) for each in ("<b>II. Hồ sơ</b>", *PARAGRAPHS)]
    article = read(page(after_title=f"<div>5/6/2020</div><b>{lead}</b><br>", text="".join([*above, BOX, *below])))
    said = ["I. Vị trí cần tuyển", "02 bác sĩ;", "01 kế toán.", "II. Hồ sơ", *PARAGRAPHS]
    assert (article.summary, article.body) == (lead, "\n\n".join(said))


def test_sub_headings_in_wrappers_like_those_of_paragraphs_are_text() -> None:
    lead = "<p><b>" + PARAGRAPHS[0] + "</b></p>"
    parts = ("<b>I. Vị trí</b>", PARAGRAPHS[1], "<b>II. Hồ sơ</b>", PARAGRAPHS[2])
    text = "".join(f'<div class="x1"><p class="x1"><span>{part}</span></p></div>' for part in parts)
    article = read(page(after_title=f"<div>5/6/2020</div>{lead}", text=f"<ul><li>02 bác sĩ;</li></ul>{text}"))
    assert article.body.split("\n\n") == ["02 bác sĩ;", "I. Vị trí", PARAGRAPHS[1], "II. Hồ sơ", PARAGRAPHS[2]]


@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_sentence_that_lists_links_is_text(tag: str) -> None:
    names = ["đăng ký khai sinh", "đăng ký thường trú", "cấp đổi giấy phép lái xe", "xác nhận số chứng minh"]
    links = "; ".join(f"<a href=/dvc/{number}>{name}</a>" for number, name in enumerate(names))
    said = f"Danh mục gồm: {'; '.join(names)} và các thủ tục khác."
    lines = [*PARAGRAPHS[:2], f"Danh mục gồm: {links} và các thủ tục khác.", PARAGRAPHS[2]]
    article = read(page(text="".join(f"<{tag}>{line}</{tag}>" for line in lines)))
    assert article.body == "\n\n".join([*PARAGRAPHS[:2], said, PARAGRAPHS[2]])


def test_hidden_fields_beside_a_text_make_it_no_form() -> None:
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    assert read(page(text=f'<div class="x1"><input type="hidden" name="id" value="7">{text}</div>')).body == BODY


@pytest.mark.parametrize(
    "related",
    ["<div>Bài viết liên quan:</div>", "<p>Tin khác</p><p><a href=/a-1>Mưa lớn gây sạt lở ở ba xã vùng cao</a></p>"],
    ids=["empty", "flat"],
)
def test_announcements_that_scroll_below_a_list_are_none_of_it(related: str) -> None:
    scrolling = "<marquee><p><a href=/tb-1>Thông báo lịch trực Tết Nguyên đán của các cơ quan</a></p></marquee>"
    article = read(page(below=f"{related}{scrolling}"))
    assert "lịch trực" not in " ".join(link.title for link in article.related)


@pytest.mark.parametrize(
    "heading",
    ["<div><span>Tin khác</span><a href=/tin>Xem tất cả</a></div>", "<div>Xem thêm các tin khác</div>"],
    ids=["beside a button", "of two words for many"],
)
def test_the_heading_of_a_list(heading: str) -> None:
    names = ("Mưa lớn gây sạt lở ở ba xã vùng cao", "Khai giảng lớp xóa mù chữ ở thôn Nậm Khao")
    items = "".join(f"<li><a href=/a-{number}>{name}</a></li>" for number, name in enumerate(names))
    article = read(page(below=f"{heading}<ul>{items}</ul>"))
    assert (tuple(link.title for link in article.related), article.body) == (names, BODY)


@pytest.mark.parametrize("tool", ["In trang này", "In bài này", "In văn bản"])
def test_buttons_in_cells_below_the_text_are_none(tool: str) -> None:
    tools = f"<table align=right><tr><td><a href='javascript:print()'>{tool}</a></td></tr></table>"
    lead = f"<table><tr><td><img src=/t.jpg></td><td><b>{PARAGRAPHS[0]}</b></td></tr></table>"
    text = "".join(f"<tr><td>{each}</td></tr>" for each in PARAGRAPHS[1:])
    article = read(page(after_title=f"<div>5/6/2020</div>{lead}", text=f"<table>{text}</table>", below=tools + RELATED))
    assert article.body == "\n\n".join(PARAGRAPHS[1:])
