"""The portals that come with govnews: what their addresses are, and when they ended."""

from __future__ import annotations

from datetime import date

import pytest

from portals import load_portals
from tests.portals.portal_files import portal_with

PORTALS = load_portals()

# Addresses in the shapes these content-management systems give them.
KINDS = {
    "baohagiang": {
        "article": [
            "https://baohagiang.vn/xa-hoi/202404/ra-quan-lam-duong-nong-thon-3a7f21c/",
            "http://www.baohagiang.vn/xa-hoi/giao-duc/202404/ra-quan-lam-duong-nong-thon-3a7f21c/?fbclid=x",
            "https://baohagiang.vn/kinh-te/201507/vu-che-xuan-512034/",
        ],
        "listing": [
            "https://baohagiang.vn/",
            "https://www.baohagiang.vn",
            "https://baohagiang.vn/xa-hoi/",
            "https://baohagiang.vn/xa-hoi/giao-duc/",
            "https://baohagiang.vn/xa-hoi/?paged=12",
        ],
        "denied": [
            "https://baohagiang.vn/in/3a7f21c/",
            "https://baohagiang.vn/tim-kiem/?key=duong",
            "https://baohagiang.vn/in/202404/ra-quan-lam-duong-nong-thon-3a7f21c/",
        ],
        "other": [
            "https://baohagiang.vn/kinh-te/201507/vu-che-xuan-512034/?paged=2",
            "https://baohagiang.vn/rss.xml",
            "https://baohagiang.vn/file/4028eaa4/042024/duong_20240417110215.jpg",
            "https://baohagiang.vn/xa-hoi/202404/ra-quan-lam-duong/nong-thon/",
        ],
        "outside": [
            "https://baotuyenquang.com.vn/xa-hoi/202507/tin-3a7f21c/",
            "https://tinhuy.baohagiang.vn/xa-hoi/",
            "https://example.org/?u=https://baohagiang.vn/xa-hoi/202404/tin-3a7f21c/",
        ],
    },
    "baotuyenquang": {
        "article": ["https://baotuyenquang.com.vn/chinh-tri/xay-dung-dang/202508/hoi-nghi-so-ket-9be01d4/"],
        "listing": ["https://www.baotuyenquang.com.vn/chinh-tri/?paged=3"],
        "denied": ["https://baotuyenquang.com.vn/tim-kiem/?key=x"],
        "outside": ["https://baohagiang.vn/"],
    },
    "ngochoi": {
        "article": [
            "https://huyenngochoi.kontum.gov.vn/thong-tin-tuyen-truyen/Phong-benh-cho-cay-sau-rieng-5967",
            "http://ngochoi.kontum.gov.vn/thong-tin-tuyen-truyen/Phong-benh-cho-cay-sau-rieng-5967#tren",
            "https://huyenngochoi.kontum.gov.vn/tin-tuc/Ket-qua-nam-2021-101?zarsrc=30",
        ],
        "listing": [
            "https://huyenngochoi.kontum.gov.vn/",
            "https://huyenngochoi.kontum.gov.vn/thong-tin-tuyen-truyen",
            "https://huyenngochoi.kontum.gov.vn/thong-tin-tuyen-truyen?page=2",
        ],
        "denied": [
            "https://huyenngochoi.kontum.gov.vn/Login?url=/tin-tuc/Ket-qua-101",
            "https://huyenngochoi.kontum.gov.vn/tin-tuc/print/Ket-qua-101",
        ],
        "other": [
            "https://huyenngochoi.kontum.gov.vn/Uploads/images/2021/ruong-bac-thang.jpg",
            "https://huyenngochoi.kontum.gov.vn/Uploads/2021/ke-hoach-35",
        ],
        "outside": ["https://huyendakto.kontum.gov.vn/tin-tuc/Ket-qua-101"],
    },
}
CASES = [(portal, kind, url) for portal, kinds in KINDS.items() for kind, urls in kinds.items() for url in urls]


@pytest.mark.parametrize(("portal", "kind", "url"), CASES)
def test_an_address_tells_what_it_is(portal: str, kind: str, url: str) -> None:
    assert PORTALS[portal].kind_of(url) == kind


def test_every_bundled_portal_has_addresses_here() -> None:
    assert set(KINDS) == set(PORTALS)
    for portal, kinds in KINDS.items():
        assert {"article", "listing", "denied", "outside"} <= set(kinds), portal


@pytest.mark.parametrize("portal", PORTALS)
def test_every_start_page_is_a_listing(portal: str) -> None:
    for url in PORTALS[portal].start_urls:
        assert PORTALS[portal].kind_of(url) == "listing"


def test_a_start_page_is_a_listing_whatever_the_pattern_says() -> None:
    portal = portal_with(top='start = ["/chuyen-muc.aspx?TabId=7"]', urls="listing = '^/tin/$'")
    assert portal.kind_of("https://songmay.vn/chuyen-muc.aspx?TabId=7") == "listing"
    assert portal.kind_of("https://songmay.vn/chuyen-muc.aspx?TabId=8") == "other"


def test_deny_wins_over_article_and_article_over_listing() -> None:
    portal = portal_with(urls="listing = '^/'\ndeny = ['/bai-.*/in$']")
    assert portal.kind_of("https://songmay.vn/bai-1/in") == "denied"
    assert portal.kind_of("https://songmay.vn/bai-1") == "article"
    assert portal.kind_of("https://songmay.vn/tin") == "listing"


@pytest.mark.parametrize("portal", ["baohagiang", "ngochoi"])
def test_the_portals_of_the_old_map_lived_to_the_last_of_june_2025(portal: str) -> None:
    assert not PORTALS[portal].ended(date(2025, 6, 30))
    assert PORTALS[portal].ended(date(2025, 7, 1))


def test_the_paper_that_took_over_lives_on() -> None:
    assert PORTALS["baohagiang"].lifetime.successor == "baotuyenquang"
    assert not PORTALS["baotuyenquang"].ended(date(2125, 1, 1))


@pytest.mark.parametrize("portal", PORTALS)
def test_a_successor_is_a_portal_too(portal: str) -> None:
    assert PORTALS[portal].lifetime.successor in {None, *PORTALS}


def test_what_decides_how_a_page_is_read_changes_the_digest_and_nothing_else_does() -> None:
    plain = portal_with()
    assert portal_with(tables="[politeness]\ndelay = 5").reading_digest == plain.reading_digest
    for other in (
        portal_with(top='platform = "tnc"'),
        portal_with(top='language = "en"'),
        portal_with(top='timezone = "Asia/Tokyo"'),
        portal_with(top='hosts = ["www.songmay.vn"]'),
        portal_with(urls='keep_params = ["id"]'),
        portal_with(tables='[[rules]]\ntitle = "css:h1"'),
    ):
        assert other.reading_digest != plain.reading_digest
