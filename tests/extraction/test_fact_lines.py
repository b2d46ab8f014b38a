"""Lines of facts between title and text, as content-management systems print them: the date and what is beside it."""

from __future__ import annotations

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
