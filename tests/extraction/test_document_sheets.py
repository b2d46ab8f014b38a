"""Pages about one document of an office, told in rows of a label and what it says; and what only looks like one."""

from __future__ import annotations

import pytest

from archive.model import Article, Rejection
from pipelines.extraction import extract
from tests.extraction.pages import PARAGRAPHS, TITLE, URL, page, read

SUBJECT = "Về việc kiểm tra, sửa chữa cầu treo và đường liên thôn trên địa bàn huyện trước mùa mưa năm 2024"
FILE = '<a href="/files/318-kh.pdf">318-kh.pdf</a>'
ROWS = [
    ("Số ký hiệu", "318/KH-UBND"),
    ("Ngày ban hành", "14/03/2024"),
    ("Cơ quan ban hành", "UBND huyện Mẫu Phong"),
    ("Người ký", "Lý Văn Sài"),
    ("Trích yếu", SUBJECT),
]
BODY = "\n".join(f"{label}: {value}" for label, value in ROWS)


def _cells(rows: list[tuple[str, str]], files: str = FILE) -> str:
    each = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    return f"<table>{each}<tr><td>Tệp đính kèm</td><td>{files}</td></tr></table>"


def _divs(rows: list[tuple[str, str]]) -> str:
    return "".join(
        f'<div class="row"><div>{label}:</div><div><span>{value}</span></div></div>' for label, value in rows
    )


def _lines(rows: list[tuple[str, str]]) -> str:
    return "<br>".join(f"<b>{label}:</b> {value}" for label, value in rows)


def _list(rows: list[tuple[str, str]]) -> str:
    return f"<dl>{''.join(f'<dt>{label}</dt><dd>{value}</dd>' for label, value in rows)}</dl>"


def _sheet(rows: str, heading: str = "Chi tiết văn bản", **parts: str) -> bytes:
    return page(title=f"<h2>{heading}</h2>", after_title="", text=rows, **parts)


@pytest.mark.parametrize("form", [_cells, _divs, _lines, _list], ids=lambda form: form.__name__)
def test_a_document_in_rows(form: object) -> None:
    article = read(_sheet(form(ROWS)))  # type: ignore[operator]
    assert article.title == SUBJECT
    assert article.body == BODY
    assert article.published is None  # it was issued that day; when it was posted, nothing says
    assert (article.author, article.summary) == (None, None)


def test_its_file_is_an_attachment() -> None:
    assert [file.title for file in read(_sheet(_cells(ROWS))).attachments] == ["318-kh.pdf"]


@pytest.mark.parametrize("heading", ["Kế hoạch số 318/KH-UBND", SUBJECT, SUBJECT.upper()])
def test_a_heading_that_names_the_document_is_its_title(heading: str) -> None:
    assert read(_sheet(_cells(ROWS), heading)).title == heading


def test_a_heading_where_no_row_says_what_it_is_about() -> None:
    article = read(_sheet(_cells(ROWS[:4]), SUBJECT, head=f'<meta property="og:title" content="{SUBJECT}">'))
    assert (article.title, article.body) == (SUBJECT, BODY[: BODY.index("\nTrích yếu")])


def test_the_day_it_was_posted() -> None:
    assert read(_sheet(_cells([*ROWS, ("Ngày đăng", "20/03/2024")]))).published == "2024-03-20"


def test_the_day_below_its_heading() -> None:
    rows = '<div class="date">15/03/2024 08:30</div>' + _cells(ROWS)
    assert read(_sheet(rows, SUBJECT)).published == "2024-03-15T08:30:00+07:00"


def test_other_documents_below_it_are_related() -> None:
    other = "Quyết định số 12/QĐ-UBND về việc giao dự toán sửa chữa đường liên thôn"
    below = f'<h3>Văn bản liên quan</h3><ul><li><a href="/van-ban/quyet-dinh-12">{other}</a></li></ul>'
    article = read(_sheet(_cells(ROWS), below=below))
    assert (article.body, [item.title for item in article.related]) == (BODY, [other])


def test_rows_of_other_documents_below_a_heading_are_not_its_own() -> None:
    below = "<h3>Văn bản khác</h3>" + _cells([("Số ký hiệu", "3/KH"), ("Ngày ban hành", "2/1/2024"), ROWS[4]], "")
    assert read(_sheet(_cells(ROWS), below=below)).body == BODY


def test_a_form_to_look_for_documents_and_one_to_log_in() -> None:
    top = (
        "<form><label>Số ký hiệu</label><input><label>Trích yếu</label><input><label>Cơ quan ban hành</label><input>"
        "</form><div>Đăng nhập <input type=password></div>"
    )
    assert read(_sheet(_cells(ROWS), top=top)).body == BODY


def test_the_text_of_the_document_below_its_rows() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = read(_sheet(_cells(ROWS) + text))
    assert article.title == SUBJECT
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert article.published is None


@pytest.mark.parametrize("above", [True, False], ids=["rows in the text", "rows of a box above the title"])
def test_an_article_beside_such_rows_keeps_its_title(above: bool) -> None:
    article = read(page(end=_cells(ROWS)) if above else page(top=f"<div><h3>Văn bản mới</h3>{_cells(ROWS)}</div>"))
    assert article.title == TITLE
    assert article.published == "2020-06-05"
    assert article.body.startswith(PARAGRAPHS[0])


def _listed(number: int) -> str:
    rows = [("Số ký hiệu", f"{number}/KH-UBND"), ("Ngày ban hành", f"{number}/3/2024"), ("Loại văn bản", "Kế hoạch")]
    return _divs([*rows, ("Trích yếu", f'<a href="/van-ban/ke-hoach-{number}">{SUBJECT}, đợt {number}</a>')])


LISTS = [
    ("cards", "".join(f"<div>{_listed(n)}</div>" for n in range(1, 8))),
    ("cards with headings", "".join(f"<h3>{n}/KH-UBND</h3>{_listed(n)}" for n in range(1, 8))),
    ("the only entry of a list", _listed(1)),
    (
        "columns",
        "<table><tr><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>"
        + "".join(
            f"<tr><td>{n}/KH</td><td>{n}/3/2024</td><td><a href=/{n}>{SUBJECT}</a></td></tr>" for n in range(1, 8)
        )
        + "</table>",
    ),
]


@pytest.mark.parametrize("listed", [case[1] for case in LISTS], ids=[case[0] for case in LISTS])
def test_a_list_of_documents_is_no_article(listed: str) -> None:
    found = extract(_sheet(listed, "Văn bản chỉ đạo điều hành"), URL)
    assert isinstance(found, Rejection), found
    assert found.reason == "not-article"


def test_a_document_without_a_known_portal() -> None:
    assert isinstance(extract(_sheet(_cells(ROWS)), URL), Article)
