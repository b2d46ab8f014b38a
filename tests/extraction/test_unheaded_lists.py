"""Lists of other articles right below the text, with no heading."""

from __future__ import annotations

import pytest

from tests.extraction.pages import PARAGRAPHS, page, read

ENTRIES = ("Mưa lớn gây sạt lở ở ba xã vùng cao", "Gặp mặt các gia đình chính sách tiêu biểu", "Xuất quân làm thủy lợi")
LISTS = {
    "days before": "<p>0{n}/06/2020: {link}</p>",
    "days behind": "<li>{link} <i>(0{n}/06/2020)</i></li>",
    "days below": "<div>{link}</div><div>0{n}/06/2020</div>",
    "pointed at": "<p>&gt;&gt; {link}</p>",
}


@pytest.mark.parametrize("entry", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("above", ["", "<p align=right><b>Hà Minh</b></p>", "<div>Lượt xem: 12</div>"])
def test_titles_right_below_the_text_that_nothing_names(entry: str, above: str) -> None:
    links = (f"<a href=/tin-tuc/tin-{n}>{each}</a>" for n, each in enumerate(ENTRIES, 1))
    listed = "".join(entry.format(n=n, link=link) for n, link in enumerate(links, 1))
    article = read(page(below=f"{above}<div>{listed}</div>"))
    days = [None if "&gt;" in entry else f"2020-06-0{n}" for n in (1, 2, 3)]
    assert [(item.title, item.published) for item in article.related] == list(zip(ENTRIES, days, strict=True))
    assert (article.published, article.body) == ("2020-06-05", "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize("listed", ["<p><a href=/a-1>{}</a></p>", "<p>Chi tiết xem <a href=/a-1>{}</a></p>"])
def test_links_below_the_text_that_neither_days_nor_signs_set_apart_are_of_no_list(listed: str) -> None:
    below = "".join(listed.format(each) for each in ENTRIES)
    assert read(page(below=f"<div>{below}</div>")).related == ()
