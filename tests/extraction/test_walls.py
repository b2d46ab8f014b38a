"""Pages in an article's place, of many languages: it is not there, or not until one agrees to cookies."""

from __future__ import annotations

import pytest

from archive.model import Article, Rejection
from pipelines.extraction import extract
from tests.extraction.english import PARAGRAPHS, TITLE, URL

MENU = "".join(f'<li><a href="/s-{n}">Section number {n} of the paper</a></li>' for n in range(15))
LATEST = "".join(f'<li><a href="/a-{n}">What the council said of bridge number {n}</a></li>' for n in range(8))
GONE = (
    "<p>It may have been moved, or the address was typed wrongly. Try the search above, or go back to the front page, "
    "where the news of the day are waiting for you.</p>"
)
COOKIES = (
    "<p>We and our partners store information on a device, such as cookies, and process personal data for ads and "
    "content made for you, and to measure how many see them.</p><p>With your permission we may also use the precise "
    "place where you are. You may change your mind at any time in our privacy policy.</p><button>Accept all</button>"
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def _page(heading: str, below: str, title: str = "Harbour Post") -> bytes:
    return (
        f"<html><head><title>{title}</title></head><body><ul>{MENU}</ul><main><h1>{heading}</h1>{below}</main>"
        "<footer>© 2024 Harbour Post</footer></body></html>"
    ).encode()


def _reason(page: bytes) -> str:
    found = extract(page, URL)
    return found.reason if isinstance(found, Rejection) else ""


@pytest.mark.parametrize(
    "heading",
    [
        "We couldn't find that page",
        "Sorry, we couldn’t find that page",
        "This article is no longer available",
        "Nous n’avons pas trouvé cette page",
        "Diese Seite gibt es leider nicht",
        "¡Ups! No encontramos la página",
        "Oeps, deze pagina kan niet worden gevonden",
        "Não foi possível encontrar a página",
        "La pagina che stai cercando non esiste",
        "Vi hittar inte sidan",
        "Ta strona nie istnieje",
        "Мы не нашли эту страницу",
    ],
)
def test_a_page_that_is_not_there(heading: str) -> None:
    assert _reason(_page(heading, GONE)) == "missing"
    assert _reason(_page(heading, f"{GONE}<h2>Latest</h2><ul>{LATEST}</ul>")) == "missing"


@pytest.mark.parametrize(
    "heading",
    ["Before you continue to Harbour Post", "We value your privacy", "Avant de continuer", "Voordat je verdergaat"],
)
@pytest.mark.parametrize("times", [1, 4])
def test_a_wall_that_asks_for_cookies(heading: str, times: int) -> None:
    assert _reason(_page(heading, COOKIES * times)) == "blocked"
    assert _reason(_page("Harbour Post", COOKIES * times, title=f"{heading} | Harbour Post")) == "blocked"


@pytest.mark.parametrize("tag", ["h2", "b"])
def test_a_box_that_does_is_no_wall(tag: str) -> None:
    box = f"<div><{tag}>We value your privacy</{tag}>{COOKIES}</div>"
    for below in (f"{box}{TEXT}", f"{TEXT}{box}"):
        assert isinstance(extract(_page(TITLE, below, title=TITLE), URL), Article)


def test_an_article_about_privacy_is_no_wall() -> None:
    below = f"<p>5 June 2024</p>{TEXT}<p>It sets no cookies.</p>"
    assert isinstance(extract(_page("Your privacy matters, says the bridge", below), URL), Article)
