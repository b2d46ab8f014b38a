"""How often an article was read: by a label, and by what markup alone says."""

from __future__ import annotations

import pytest

from tests.extraction.pages import PARAGRAPHS, page, read

WHEN = "5/6/2020 14:32"


@pytest.mark.parametrize(
    "line",
    [
        f"<div>{WHEN}</div><div>Lượt xem: 1.234</div>",
        f"<div>{WHEN}</div><dl><dt>Lượt xem</dt><dd>1234</dd></dl>",
        f'<div>{WHEN}</div><span class="hits">1234</span>',
        f'<div>{WHEN}</div><div class="luot-xem">1,234</div>',
        f'<div>{WHEN} <i class="fa fa-eye"></i> 1234</div>',
        f'<div>{WHEN} <i class="fa fa-eye"></i> 1.234 <i class="fa fa-comment"></i> 5</div>',
        f'<div>{WHEN}</div><div><span class="icon-eye"></span><span>1234</span></div>',
    ],
)
def test_a_counter(line: str) -> None:
    article = read(page(after_title=line))
    assert (article.view_count, article.published) == (1234, "2020-06-05T14:32:00+07:00")
    assert article.body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    ['<div class="likes">1234</div>', '<div class="views">1234 đồng</div>', '<a class="hits" href="/x">1234</a>'],
)
def test_no_counter(line: str) -> None:
    assert read(page(below=line)).view_count is None


def test_a_label_counts_more_than_a_class() -> None:
    assert read(page(below='<div class="views">5</div><div>Lượt xem: 1234</div>')).view_count == 1234
