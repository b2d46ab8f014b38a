"""What stands where a site used to be is no article, in any language; an article about such domains is one."""

from __future__ import annotations

import pytest

from archive.model import Article, Rejection
from pipelines.extraction import extract
from pipelines.extraction.parked import look_at, of_parked
from tests.extraction.pages import PARAGRAPHS, URL, page

ADS = "".join(f'<li><a href="/?q={word}">{word.title()} online</a></li>' for word in ("loans", "travel", "insurance"))


def notice(title: str, heading: str, text: str = "") -> str:
    """A page as parking services lay it out: a heading, a line, links to advertisements."""
    return f"<html><head><title>{title}</title></head><body><h1>{heading}</h1><p>{text}</p><ul>{ADS}</ul></body></html>"


SAID = [
    ("vi, for sale", notice("baomauphong.vn", "Tên miền này đang được rao bán!", "Liên hệ để biết giá.")),
    ("vi, named", notice("Chào mừng", "Tên miền baomauphong.vn đang được rao bán")),
    ("vi, without marks", notice("baomauphong.vn", "TEN MIEN NAY DA HET HAN")),
    ("vi, hosting", notice("Thông báo", "Thông báo", "Tài khoản hosting đã bị tạm ngưng, xin liên hệ nhà cung cấp.")),
    ("en, for sale", notice("mauphong.gov.vn", "mauphong.gov.vn is for sale", "Get a price in less than a day.")),
    ("en, buy", notice("mauphong.vn", "mauphong.vn", "Buy this domain. The owner is open to offers.")),
    ("en, in the title only", notice("The domain mauphong.vn may be for sale. This domain is for sale", "mauphong.vn")),
    ("en, expired", notice("Domain expired", "Oops", "Is this your domain? Renew it now.")),
    ("en, expired on a day", notice("mauphong.vn", "This domain expired on 30/06/2025", "Renew it now.")),
    ("en, suspended", notice("Account Suspended", "Account Suspended", "Contact your hosting provider.")),
    ("de", notice("mauphong.de", "Diese Domain steht zum Verkauf", "Jetzt Angebot machen.")),
    ("fr", notice("mauphong.fr", "Le nom de domaine mauphong.fr est à vendre")),
    ("es", notice("mauphong.es", "El dominio mauphong.es está en venta")),
    ("a server nobody set up", notice("Welcome to nginx!", "Welcome to nginx!", "Further configuration is required.")),
    (
        "a server that explains itself",
        notice(
            "Apache2 Debian Default Page: It works",
            "Apache2 Default Page",
            "The configuration is split into several files, which the manual of this package describes. " * 20,
        ),
    ),
]
SIGNS = [
    ("a script of advertisements", '<script src="https://www.google.com/adsense/domains/caf.js"></script><p>mauphong.vn</p>'),
    ("an attribute", '<html data-adblockkey="MFww_x"><body><div id=target>mauphong.vn</div></body></html>'),
    ("a lander", '<html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>'),
    ("a frame", '<html><frameset><frame src="http://www.sedoparking.com/mauphong.vn"></frameset></html>'),
    ("a forward", '<html><head><meta http-equiv=refresh content="0; url=http://ww25.mauphong.vn/?s=1"></head></html>'),
]  # fmt: skip


@pytest.mark.parametrize("markup", [case[1] for case in SAID + SIGNS], ids=[case[0] for case in SAID + SIGNS])
def test_a_parked_domain_is_no_article_and_no_listing(markup: str) -> None:
    rejection = extract(markup.encode(), URL)
    assert isinstance(rejection, Rejection), rejection
    assert of_parked(rejection), rejection
    assert rejection.reason == "missing"
    assert look_at(markup.encode(), "text/html; charset=utf-8", "vi") == rejection


TITLES = [
    "Tên miền này đang được rao bán: vì sao nhiều cơ quan mất tên miền cũ",
    "baomauphong.vn is for sale",
    "Domain expired, and who pays for it",
    "Apache2 Debian Default Page",
]


@pytest.mark.parametrize("title", TITLES)
def test_an_article_about_such_domains_stays_an_article(title: str) -> None:
    text = f"<p>Buy this domain là dòng chữ người dân thấy khi vào trang cũ của huyện. {PARAGRAPHS[0]}</p>"
    for markup in (
        page(title=f"<h2>{title}</h2>", head=f"<title>{title}</title>", text=text),
        page(title=f"<h2>{title}</h2>", text=text + "".join(f"<p>{part}</p>" for part in PARAGRAPHS * 3)),
        page(title=f"<h2>{title}</h2>", after_title="", text="".join(f"<p>{part}</p>" for part in PARAGRAPHS * 3)),
    ):
        article = extract(markup, URL)
        assert isinstance(article, Article), (title, article)
        assert article.title == title


def test_a_short_notice_about_a_domain_is_an_article() -> None:
    text = "<p>Tên miền cũ của xã đã hết hạn; từ hôm nay bà con vào trang mới của xã.</p>"
    assert isinstance(extract(page(text=text), URL), Article)


def test_what_is_missing_on_a_living_portal_is_not_parked() -> None:
    markup = "<html><head><title>Lỗi</title></head><body><h2>Không tìm thấy trang</h2></body></html>"
    rejection = extract(markup.encode(), URL)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "missing"
    assert not of_parked(rejection)
    assert look_at(markup.encode(), "text/html", "vi") is None
