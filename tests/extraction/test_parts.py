"""The parts of a platform's page are found in its markup, whole, in order, and each once."""

from __future__ import annotations

import pytest

from pipelines.extraction.markup.parts import cut

HEAD = "<html lang=vi><head><title>Tin</title></head><body>"
MENU = '<div class="menu"><div>Trang chủ</div></div>'
TEXT = '<div class="giua than"><div>Dòng một</div><div>Dòng hai</div></div>'
BOX = '<div id="lien-quan">Tin khác</div>'
FOOT = '<div class="chan">Giấy phép</div></body></html>'
PAGE = HEAD + MENU + TEXT + BOX + FOOT


def _cut(page: str, parts: tuple[str, ...]) -> str | None:
    markup = cut(page.encode(), parts)
    return None if markup is None else markup.decode()


@pytest.mark.parametrize(
    ("parts", "left"),
    [
        ((".giua",), TEXT),
        (("div.than",), TEXT),
        (("#lien-quan", ".giua"), TEXT + BOX),
        (("[class*=giu]", "[id*=lien]"), TEXT + BOX),
        ((".menu:has(Dòng) | .giua:has(Dòng)",), TEXT),
        ((".giua", ".giua", "div.than"), TEXT),
    ],
)
def test_parts_are_left_whole_and_in_order(parts: tuple[str, ...], left: str) -> None:
    markup = _cut(PAGE, parts)
    assert markup is not None
    assert markup.startswith(HEAD[: HEAD.index("<body>")])
    assert markup[markup.index("<body>") + 6 :].removesuffix("</body></html>") == left


@pytest.mark.parametrize(
    "parts", [(".giu",), (".nothing", ".giua"), ("span.giua",), ("#giua",), (".giua:has(Dòng ba)",)]
)
def test_a_page_without_the_first_part_is_not_cut(parts: tuple[str, ...]) -> None:
    assert _cut(PAGE, parts) is None


def test_the_smallest_of_nested_elements_is_the_part() -> None:
    nested = f'{HEAD}<div class="cot"><p>Ngoài</p><div class="cot">{TEXT}</div></div>{FOOT}'
    markup = _cut(nested, (".cot:has(Dòng một)",))
    assert markup is not None
    assert "Ngoài" not in markup
    assert TEXT in markup


def test_what_is_never_closed_goes_to_the_end() -> None:
    markup = _cut(HEAD + MENU + TEXT.removesuffix("</div>") + BOX, (".giua",))
    assert markup is not None
    assert BOX in markup
    assert MENU not in markup


@pytest.mark.parametrize("stray", ["</div>", "</DIV >"])
def test_a_page_with_an_end_tag_too_many_is_not_cut(stray: str) -> None:
    assert _cut(PAGE.replace("Dòng một", f"Dòng một{stray}"), (".giua",)) is None


def test_what_the_body_states_in_json_ld_is_kept() -> None:
    stated = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
    markup = _cut(HEAD + MENU + stated + TEXT + FOOT, (".giua",))
    assert markup is not None
    assert stated in markup


def test_a_part_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match=r"'div > p' is no part"):
        _cut(PAGE, ("div > p",))
