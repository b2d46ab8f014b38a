"""Tables in the text: what their cells say is text, though it look like a date, a label or the heading of a list."""

from __future__ import annotations

import pytest

from tests.extraction.pages import PARAGRAPHS, page, read


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


OUTAGES = _table(
    ("Ngày", "Thời gian", "Khu vực"),
    ("12/8/2019", "07:30 - 11:00", "Thôn Nậm Khao"),
    ("15/8/2019", "13:00 - 16:30", "Thôn Bản Lý"),
)
SPENT = _table(("Chỉ tiêu", "Thực hiện", "Ý kiến"), ("Lúa", "192.310 tấn", "Đạt"), ("Sắn", "402.115 tấn", "Đạt"))


def _among(table: str) -> str:
    return f"<p>{PARAGRAPHS[0]}</p>{table}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"


@pytest.mark.parametrize(
    ("table", "row"),
    [(OUTAGES, "12/8/2019 | 07:30 - 11:00 | Thôn Nậm Khao"), (SPENT, "Chỉ tiêu | Thực hiện | Ý kiến")],
    ids=["days", "labels"],
)
@pytest.mark.parametrize("layout", ["{}", "<table><tr><td>{}</td></tr></table>"], ids=["flat", "within a layout table"])
def test_cells_of_a_table_in_the_text_are_text(table: str, row: str, layout: str) -> None:
    article = read(page(text=layout.format(_among(table))))
    assert row in article.body
    assert article.body.endswith(PARAGRAPHS[2])


def test_a_day_in_a_table_is_not_the_articles() -> None:
    article = read(page(after_title="", text=_among(OUTAGES)))
    assert article.published is None


def test_a_table_of_the_articles_own_facts_is_no_text() -> None:
    facts = _table(("Ngày đăng:", "05/06/2020"), ("Tác giả:", "Hà Minh"), ("Lượt xem:", "4066"))
    article = read(page(after_title="", end=facts))
    assert (article.published, article.author, article.view_count) == ("2020-06-05", "Hà Minh", 4066)
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_the_sites_counter_in_a_table_ends_the_article() -> None:
    counter = _table(("Đang online:", "12"), ("Hôm nay:", "458"), ("Tổng lượt truy cập:", "1806409"))
    assert read(page(below=counter)).body == "\n\n".join(PARAGRAPHS)


def test_the_first_cell_of_a_table_below_a_picture_is_no_caption() -> None:
    article = read(page(text=_among(f"<p><img src=/a.jpg></p>{SPENT}")))
    assert "Chỉ tiêu | Thực hiện | Ý kiến" in article.body


def test_the_first_line_of_a_poem_below_a_picture_is_no_caption() -> None:
    lines = ["Sông Đà mở mắt trong sương", "Con đò chở chữ qua mường xa xôi", "Thầy nghèo manh áo mồ hôi"]
    lines.append("Trò nghèo con chữ nên người mai sau")
    poem = f"<p><img src=/a.jpg></p><p align=center><em>{'<br>'.join(lines)}</em></p>"
    assert "\n".join(lines) in read(page(text=_among(poem))).body


def test_the_place_of_a_table_says_nothing_of_its_text() -> None:
    tools = "<table align=right><tr><td>Hồng Thoan chụp lại</td></tr></table>"
    centred = "<table align=center><tr><td>" + "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    article = read(page(text=f"{centred}<p align=right>Hà Minh</p></td></tr></table>", below=tools))
    assert (article.author, article.body) == ("Hà Minh", "\n\n".join(PARAGRAPHS))


def test_a_table_that_ends_the_text_is_text() -> None:
    rows = [("Thôn", "Số hộ"), ("Nà Pồng", "42"), ("Tả Mậu", "57")]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    article = read(page(end=f"<table>{table}</table>"))
    assert article.body == "\n\n".join([*PARAGRAPHS, *(" | ".join(row) for row in rows)])


def test_a_table_below_the_text_that_lays_out_links_is_none() -> None:
    rows = "".join(f'<tr><td>{n}</td><td><a href="/tin-{n}">Bài {n}</a></td></tr>' for n in range(3))
    assert read(page(end=f"<table>{rows}</table>")).body == "\n\n".join(PARAGRAPHS)
