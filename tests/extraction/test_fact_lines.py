"""Lines of facts between title and text, as content-management systems print them: the date and what is beside it."""

from __future__ import annotations

import re

import pytest

from tests.extraction.pages import PARAGRAPHS, TITLE, page, read

BODY = "\n\n".join(PARAGRAPHS)
DAY, MOMENT = "2020-06-05", "2020-06-05T14:32:00+07:00"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("05/06/2020 14:32 Cỡ chữ A- A+", MOMENT),
        ("05/06/2020 14:32 Chia sẻ In Email", MOMENT),
        ("In bài viết 05/06/2020 14:32", MOMENT),
        ("Đăng: 05/06/2020 14:32", MOMENT),
        ("Đã đăng vào 05/06/2020 lúc 14:32", MOMENT),
        ("Posted on 05/06/2020 by admin", DAY),
        ("Viết bởi Quản trị ngày 05/06/2020", DAY),
        ("Đăng bởi Lệ Quyên ngày 05/06/2020", DAY),
        ("05/06/2020 14:32 Quản trị viên", MOMENT),
        ("<img src=/d.png> (05/06/2020) &nbsp; <img src=/u.png> Quản trị viên", DAY),
        ("Viết bởi Quản trị ngày 05/06/2020 Chia sẻ Facebook", DAY),
        ("<span>05/06/2020</span> <span>14:32</span> <span>Cỡ chữ: <a href=#>A-</a> <a href=#>A</a></span>", MOMENT),
        ("Posted on 5 Tháng Sáu, 2020", DAY),
        ("Tháng Sáu 5, 2020", DAY),
        ("05/06/2020 14:32 Nguồn: Báo An Lĩnh", MOMENT),
        ("Hà Giang, ngày 5 tháng 6 năm 2020", DAY),
        ("Ngày tạo: 05/06/2020 14:32, người đăng: admin", MOMENT),
        ("host / Thứ Sáu, 05 Tháng 06 2020 14:32 / Tin tức / Lượt xem: 1024", MOMENT),
        ("Thứ sáu - 05/06/2020 14:32 - Lượt xem: 1204", MOMENT),
        ("05/06/2020 / Tin tức", DAY),
        ("<i class=icon-calendar></i> 05/06/2020 <i></i> 14:32 <span><i class=icon-eye></i> 120</span>", MOMENT),
        ("<span>05/06/2020</span> <span>14:32</span> - Lượt xem: 12", MOMENT),
        ("Được <a href=/user/3>bientap</a> gửi vào T6, 05/06/2020 - 14:32", MOMENT),
        ("Được bientap gửi vào T6, 05/06/2020 - 14:32 | Lượt xem: 12", MOMENT),
        ("Được gửi bởi Hà Đại vào Th 6, 05/06/2020 - 14:32", MOMENT),
        ("Người đăng tin: Hà Đại Ngày đăng tin: 05/06/2020 14:32 Lượt xem: 55", MOMENT),
        ("Được gửi bởi bientap vào T6, 05/06/2020 - 14:32", MOMENT),
        ("Đăng bởi Lệ Quyên, thứ sáu, 05/06/2020", DAY),
        ("05/06/2020 bởi Văn phòng UBND", DAY),
        ("05/06/2020 - bientap1", DAY),
        ("Mẫu Phong, ngày 5/6/2020", DAY),
        ("Được viết: 05 Tháng 6 2020", DAY),
        ("Ngày gửi bài: 05/06/2020", DAY),
        ("Đăng ngày: 05/06/20", DAY),
        ("Ngày đăng 05/06/20 | Lượt xem: 12", DAY),
        ("05/06/2020 14:32 | 0 bình luận", MOMENT),
        ("<table><tr><td>Ngày đăng:</td><td>05/06/2020</td></tr></table>", DAY),
    ],
)
def test_the_date_of_a_line_of_facts(line: str, expected: str) -> None:
    article = read(page(after_title=f"<div>{line}</div>"))
    assert (article.published, article.body) == (expected, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Kế hoạch số 12 ngày 05/06/2020 của Ủy ban nhân dân xã",
        "Chi bộ thôn họp ngày 05/06/2020",
        "Nghị quyết 05/06/2020 Hội đồng nhân dân",
    ],
)
def test_a_line_that_says_more_is_no_line_of_facts(line: str) -> None:
    assert read(page(after_title=f"<h3>{line}</h3>")).published is None


@pytest.mark.parametrize(
    ("badge", "expected"),
    [
        ("<span>05</span><span>Th6</span><span>2020</span>", DAY),
        ("<div>5</div><div>Th6</div><div>2020</div>", DAY),
        ("<div>05</div><div>06/2020</div>", DAY),
        ("<b>5</b><br>Tháng 6<br>2020", DAY),
        ("<span>05</span><span>Th6</span>", None),
        ("<div>05</div><div>Tháng 6</div>", None),
    ],
)
def test_a_date_drawn_as_a_badge(badge: str, expected: str | None) -> None:
    article = read(page(after_title=f"<div>{badge}</div>"))
    assert (article.published, article.body) == (expected, BODY)


@pytest.mark.parametrize("line", ["05/06/20", "Nghị quyết 05/06/20", "Được mùa, nông dân gửi vào quỹ 05/06/2020"])
def test_what_may_be_no_date_is_none(line: str) -> None:
    assert read(page(after_title=f"<div>{line}</div>")).published is None


def test_a_date_and_its_time_in_elements_of_the_headline() -> None:
    heading = f"<h2>{TITLE} <span>14:32</span> <span>05/06/2020</span></h2>"
    article = read(page(title=heading, after_title=""))
    assert (article.title, article.published) == (TITLE, MOMENT)


def test_a_time_beside_the_date_below_the_text_is_no_text() -> None:
    article = read(page(after_title="", below="<div><span>14:32</span><span> 05/06/2020</span></div>"))
    assert (article.published, article.body) == (MOMENT, BODY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Các chi bộ phải <span>hoàn thành đại hội </span><span>của mình trước </span><span>ngày 30/6/2020.</span>",
        "<span>Ngày 30/6/2020</span><span> là hạn cuối cùng để các chi bộ thôn, tổ dân phố hoàn thành đại hội.</span>",
        "Các chi bộ thôn, tổ dân phố phải hoàn thành đại hội của mình trước ngày <span>30/6/2020</span>",
    ],
    ids=["last", "first", "behind its word"],
)
def test_a_date_in_an_element_within_a_sentence_stays_there(sentence: str) -> None:
    *others, last = PARAGRAPHS
    article = read(page(text="".join(f"<p>{each}</p>" for each in [*others, sentence, last])))
    said = re.sub(r"<[^>]+>", "", sentence)
    assert (article.published, article.body) == (DAY, "\n\n".join([*others, said, last]))


def test_a_day_above_the_title_that_is_later_than_the_change_is_a_clock() -> None:
    body = page(
        title=f"<div>09:31 10/01/2025</div><h2>{TITLE}</h2>", after_title="<div>Cập nhật: 05/06/2020 14:32</div>"
    )
    assert read(body, fetched_at=None).published == MOMENT


def test_both_dates_of_a_line() -> None:
    article = read(page(after_title="<div>Đăng: 05/06/2020 14:32 | Cập nhật: 06/06/2020 08:15</div>"))
    assert (article.published, article.modified) == (MOMENT, "2020-06-06T08:15:00+07:00")


def test_a_date_below_lead_and_byline() -> None:
    head = f"<p class=sub>{PARAGRAPHS[0]}</p><div><div>By</div> <a href=/author/t>Ban Biên tập</a><div> - </div></div>"
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS[1:])
    assert read(page(after_title=f"{head}<span>05/06/2020 14:32</span>", text=text)).published == MOMENT


@pytest.mark.parametrize(
    ("above", "fetched_at", "expected"),
    [
        ('<span class="post-date">Thứ sáu, 05/06/2020</span>', "2020-06-05T18:00:00+07:00", None),
        ('<span class="post-date">Thứ sáu, 05/06/2020</span>', "2020-06-06T18:00:00+07:00", DAY),
        ("<span>Thứ sáu, 05/06/2020</span>", "2022-06-06T18:00:00+07:00", DAY),
        ("<span>Thứ sáu, 05/06/2020</span>", "2020-06-06T18:00:00+07:00", None),
    ],
    ids=["of today", "called the article's", "too old for a clock", "perhaps a clock"],
)
def test_a_weekday_and_a_day_above_the_title(above: str, fetched_at: str, expected: str | None) -> None:
    body = page(title=f"{above}<h2>{TITLE}</h2>", after_title="")
    assert read(body, fetched_at=fetched_at).published == expected
