"""Pages that hold one article twice, for large screens and for small ones."""

from __future__ import annotations

import pytest

from tests.extraction.pages import PARAGRAPHS, TITLE, page, read

TEXT = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
BODY = "\n\n".join(PARAGRAPHS)
LEAD = "Cây cầu mới nối ba thôn với trung tâm xã, nhân dân đã mong chờ nhiều năm nay."
COPY = f'<div class="mobile">{{}}<div>5/6/2020</div><div>{TEXT}</div></div>'
FOOTER = "<div>Huyện Mẫu Phong</div><div>Địa chỉ: Số 3, đường Nậm Khao - Điện thoại: 0219.123.456</div>"
COMMENTS = (
    "<h4>Bình luận (1)</h4><div><b>Lò Văn Pao</b> <span>10/01/2023 08:12</span>"
    "<p>Bà con thôn tôi rất vui, cảm ơn các cấp đã quan tâm làm cho dân cây cầu này.</p></div>"
)


@pytest.mark.parametrize("heading", ["<h2>{}</h2>", '<h3><a href="/tin-tuc/bai-so-77">{}</a></h3>', "<div>{}</div>"])
@pytest.mark.parametrize("between", ["", COMMENTS], ids=["alone", "comments between"])
@pytest.mark.parametrize("lead", ["", LEAD], ids=["", "lead in the first one only"])
def test_the_first_of_two_copies_is_read(heading: str, between: str, lead: str) -> None:
    title = heading.format(TITLE)
    above = f"<p><b>{lead}</b></p>" if lead else ""
    below = f"{between}</div>{COPY.format(title)}<div>{FOOTER}"
    article = read(
        page(title=title, head=f"<title>{TITLE}</title>", after_title=f"{above}<p>5/6/2020</p>", below=below)
    )
    assert (article.title, article.published, article.author) == (TITLE, "2020-06-05", None)
    assert (article.summary, article.body) == (lead or None, BODY)


def test_a_copy_at_the_foot_makes_no_office_of_a_headline() -> None:
    """`Huyện ủy …` opens like an office, which a site's name does that stands at its top and its foot."""
    said = "Huyện ủy triển khai tám nhiệm vụ trọng tâm quý II năm 2022"
    heading = f"<h1>{said}</h1>"
    below = f"{COMMENTS}</div>{COPY.format(heading)}<div>"
    article = read(page(title=heading, head=f"<title>{said}</title>", below=below))
    assert (article.title, article.published, article.body) == (said, "2020-06-05", BODY)


def test_the_whole_article_below_its_beginning_is_no_copy() -> None:
    """Its headline and first paragraphs open a page that shows all of it further down."""
    more = "".join(f"<p>{each} Việc này xã làm trong quý {n}.</p>" for n in range(4) for each in PARAGRAPHS)
    below = f"</div><div><h2>{TITLE}</h2><div>{TEXT}{more}</div>"
    article = read(page(text="".join(f"<p>{each}</p>" for each in PARAGRAPHS[:2]), below=below))
    assert article.body.endswith("Việc này xã làm trong quý 3.")
