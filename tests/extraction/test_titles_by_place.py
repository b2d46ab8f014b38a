"""The title where head and address say little or name the site: told by where the line stands and what it is."""

from __future__ import annotations

import pytest

from archive.model import Rejection
from pipelines.extraction import extract
from tests.extraction.pages import PARAGRAPHS, TITLE, page, read

PLAIN = "https://huyenmauphong.example.gov.vn/view.aspx?id=1204"
OFFICE, PAPER = "Hội Nông dân huyện Mẫu Phong", "Báo An Lĩnh điện tử"
STATED = f'<meta property="og:title" content="{OFFICE}">'


def _title(body: bytes, head: str) -> str:
    """The title of a page at an address without words, with `head` in its `<title>`."""
    body = body.replace("<title>Huyện Mẫu Phong</title>".encode(), f"<title>{head}</title>".encode())
    return read(body, url=PLAIN, portal=None).title


def test_of_two_bold_lines_the_one_right_above_the_date_is_the_title() -> None:
    rows = f"<tr><td><b>Tin tức - Sự kiện</b></td></tr><tr><td><b>{TITLE}</b> <i>(5/6/2020)</i></td></tr>"
    assert _title(page(title=f"<table>{rows}</table>", after_title=""), "So Noi vu") == TITLE


def test_the_name_of_a_paper_that_appears_online_is_no_title() -> None:
    body = page(title=f"<span>{TITLE}</span>", top=f"<h1>{PAPER}</h1>")
    assert _title(body, f"{TITLE} - {PAPER}") == TITLE


def test_an_office_that_all_of_the_head_names_does_not_overrule_the_headline() -> None:
    assert _title(page(head=STATED), OFFICE) == TITLE


@pytest.mark.parametrize("lead", ["<h2>{}</h2>", "<p><b>{}</b></p>"], ids=["heading", "bold"])
def test_a_lead_that_says_the_headline_once_more_is_no_title(lead: str) -> None:
    said = f"{PARAGRAPHS[0].partition('.')[0]}. Khánh thành cầu dân sinh qua suối Nậm Khao là niềm vui của bà con."
    url = "https://huyenmauphong.example.gov.vn/khanh-thanh-cau-dan-sinh-qua-suoi-nam-khao-77"
    article = read(page(title=f"<div>{TITLE}</div>", after_title=lead.format(said)), url=url)
    assert (article.title, article.summary) == (TITLE, said)


def test_who_signed_beside_the_date_below_the_text_is_no_title() -> None:
    signed = "<p align=right><b>Lò Thị Hồng Ngát</b></p>"
    below = f"<div>5/6/2020</div><div><h4>Bình luận</h4><p>{PARAGRAPHS[0]}</p></div>"
    assert _title(page(after_title="", end=signed, below=below), "") == TITLE


@pytest.mark.parametrize("line", ["<div>{}</div>", "<font size=4>{}</font><br>", "<span>{}</span><br>"])
def test_the_line_right_above_the_text_is_the_title_where_nothing_says_what_is(line: str) -> None:
    texts = [*PARAGRAPHS, "Nhân dịp này, xã trao hai mươi suất quà cho học sinh nghèo vượt khó của ba thôn."]
    text = "".join(f"<p>{each}</p>" for each in texts)
    article = read(page(title=line.format(TITLE), after_title="", text=text), url=PLAIN, portal=None)
    assert (article.title, article.body) == (TITLE, "\n\n".join(texts))


@pytest.mark.parametrize("above", ["<a href=/c>{}</a>", "{}:", "<p align=right>{}</p>"], ids=["link", "label", "right"])
def test_a_line_above_the_text_that_can_be_no_headline_is_none(above: str) -> None:
    body = page(title=f"<div>{above.format(TITLE)}</div>", after_title="")
    assert isinstance(extract(body, PLAIN), Rejection)


def test_a_bold_line_above_the_first_sub_heading_is_no_title_for_the_date_below_the_lead() -> None:
    text = "".join(f"<p>{each}</p>" for each in ("<b>1. Sản xuất nông nghiệp của huyện</b>", *PARAGRAPHS[1:] * 2))
    above = f"<p>{PARAGRAPHS[0]}</p><div>5/6/2020</div>"
    assert _title(page(title=f"<font size=4>{TITLE}</font><br>", after_title=above, text=text), "") == TITLE


def test_the_name_of_the_site_below_the_text_is_no_title() -> None:
    below = f"<p><b>{OFFICE.upper()}</b></p>"
    assert _title(page(title=f"<b>{TITLE}</b><br>", head=STATED, after_title="", below=below), OFFICE) == TITLE


@pytest.mark.parametrize("title", ["<h5>{}</h5>", "<div class=title>{}</div>", "<div>{}</div>"])
def test_a_short_notice_with_a_date_below_it_has_the_line_above_it_for_its_title(title: str) -> None:
    body = page(title=title.format(TITLE), after_title="", text=f"<p>{PARAGRAPHS[0]}</p>", below="<div>5/6/2020</div>")
    assert _title(body, "") == TITLE


def test_a_name_right_below_the_text_is_no_title() -> None:
    signed = "<p><b>Lò Thị Hồng Ngát - Trung tâm Văn hóa huyện</b></p>"
    below = f"<p>Đã xem: 12</p><div><h4>Bình luận</h4><p>{PARAGRAPHS[0]}</p></div>"
    assert _title(page(title=f"<div>{TITLE}</div>", end=signed, below=below), "") == TITLE


@pytest.mark.parametrize("title", ["<div>{}</div>", f"<a href='{PLAIN}'><b>{{}}</b></a><br>"], ids=["plain", "link"])
def test_a_section_that_the_head_names_is_no_title(title: str) -> None:
    section = "Bảo vệ nền tảng tư tưởng của Đảng"
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS * 2)
    top = f"<div><a href=/>Trang chủ</a> » <a href=/c>{section}</a></div>"
    assert _title(page(top=top, title=title.format(TITLE), after_title="", text=text), section) == TITLE


def test_an_office_that_signed_below_a_picture_is_no_title() -> None:
    signed = "<p><img src=/z.jpg></p><p align=right><b>Phòng Thống kê Tổng hợp</b></p><p>Đã xem: 12</p>"
    below = f"<div><h4>Bình luận</h4><p>{PARAGRAPHS[0]}</p></div>"
    assert _title(page(title=f"<span>{TITLE}</span><br>", end=signed, below=below), "") == TITLE


def test_a_headline_in_bold_as_long_as_a_sentence_above_a_date() -> None:
    title = f"{TITLE} và bàn giao hai công trình phúc lợi cho nhân dân ba thôn vùng cao"
    text = "".join(f"<p>{each}</p>" for each in [*PARAGRAPHS, PARAGRAPHS[0].replace("Sáng", "Chiều")])
    body = page(title=f"<div>Tin hoạt động</div><div><b>{title}</b></div>", text=text)
    assert _title(body, f"Tin hoạt động - {OFFICE}") == title


@pytest.mark.parametrize("line", ["<div>{}</div><h3>{}</h3>", "<h2>{}</h2><ul><li>2 trang</li></ul><h3>{}</h3>"])
def test_a_section_that_the_menu_names_too_is_no_title(line: str) -> None:
    section = "Phổ biến pháp luật"
    menu = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(["Trang chủ", section, "Liên hệ"]))
    body = page(title=line.format(section, TITLE), top=f"<ul>{menu}</ul>")
    assert _title(body, f"{section} - {OFFICE}") == TITLE
