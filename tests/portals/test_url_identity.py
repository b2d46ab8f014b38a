"""When two addresses are one article: what is lost here is lost for ever, what is kept costs a second fetch."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portals.url_identity import join
from tests.portals.portal_files import portal_with

SONGMAY = portal_with(top='hosts = ["www.songmay.vn", "m.songmay.vn", "cu.songmay.vn:8080"]')
HOME = "https://songmay.vn"


@pytest.mark.parametrize(
    "address",
    [
        "https://songmay.vn/bai-1",
        "http://songmay.vn/bai-1",
        "HTTPS://SongMay.VN/bai-1",
        "https://www.songmay.vn/bai-1",
        "http://m.songmay.vn/bai-1",
        "https://songmay.vn:443/bai-1",
        "http://songmay.vn:80/bai-1",
        "http://cu.songmay.vn:8080/bai-1",
        "https://reader:secret@songmay.vn/bai-1",
        "https://songmay.vn/bai-1#binh-luan",
        "https://songmay.vn/bai-1?",
        "https://songmay.vn/bai-1?&",
        "https://songmay.vn/./bai-1",
        "https://songmay.vn/tin/../bai-1",
        "https://songmay.vn/../bai-1",
        "https://songmay.vn/tin/%2E%2e/bai-1",
        "https://songmay.vn/b%61i%2D1",
        "https://songmay.vn/bai-1;jsessionid=0A1B.node1",
        "https://songmay.vn/bai-1;JSESSIONID=0A1B",
        "https://songmay.vn/bai-1;%6Asessionid=0A1B",
        "https://songmay.vn/(S(lit3py55t21z5v55vlm25s55))/bai-1",
        "https://songmay.vn/bai-1?utm_source=zalo&utm_medium=x",
        "https://songmay.vn/bai-1?UTM_Source=zalo",
        "https://songmay.vn/bai-1?utm%5Fsource=zalo",
        "https://songmay.vn/bai-1?fbclid=IwAR0",
        "https://songmay.vn/bai-1?gclid=1&gbraid=2&_ga=3&_gl=4",
        "https://songmay.vn/bai-1?zarsrc=30&zalo_id=1",
        "https://songmay.vn/bai-1?pk_campaign=a&mtm_kwd=b",
        "https://songmay.vn/bai-1?PHPSESSID=1&ASP.NET_SessionId=2&jsessionid=3&CFID=4&CFTOKEN=5",
        "https://songmay.vn/bai-1?print=1",
        "https://songmay.vn/bai-1?print",
        "https://songmay.vn/bai-1?pop_up=true",
        "https://songmay.vn/bai-1?printMode=on",
        "https://songmay.vn/bai-1?amp=1&replytocom=7",
    ],
)
def test_these_are_one_article(address: str) -> None:
    assert SONGMAY.canonical(address) == HOME + "/bai-1"


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        # Queries that are the whole identity of an article on one platform or another
        ("/Pages/tin.aspx?ItemID=5967", "/Pages/tin.aspx?ItemID=5967"),
        ("/wps/portal/?urile=wcm%3Apath%3A/tin/bai", "/wps/portal/?urile=wcm%3Apath%3A/tin/bai"),
        ("/wps/portal?WCM_GLOBAL_CONTEXT=/tin/bai", "/wps/portal?WCM_GLOBAL_CONTEXT=/tin/bai"),
        ("/Default.aspx?TabId=77", "/Default.aspx?TabId=77"),
        ("/tin?5967", "/tin?5967"),
        ("/tin?5967&utm_source=zalo", "/tin?5967"),
        ("/?5967", "/?5967"),
        ("?id=3", "/?id=3"),
        # Names that only look like tracking, session or print
        ("/tin?printer=hp", "/tin?printer=hp"),
        ("/tin?utm=48N", "/tin?utm=48N"),
        ("/tin?ref=12", "/tin?ref=12"),
        ("/tin?page=2&id=1", "/tin?id=1&page=2"),
        ("/tin?b=&a", "/tin?a&b="),
        ("/tim?key=a+b", "/tim?key=a+b"),
        ("/tim?key=a%2Bb", "/tim?key=a%2Bb"),
        ("/tim?key=a%26b", "/tim?key=a%26b"),
        ("/tim?url=http%3A%2F%2Fa%3Fb%3D1", "/tim?url=http%3A%2F%2Fa%3Fb%3D1"),
        # Capitals and the last slash are a server's own business
        ("/Benh-dao-on-5967", "/Benh-dao-on-5967"),
        ("/bai-1/", "/bai-1/"),
        ("", "/"),
        # Percent-encoding: one spelling, and nothing decoded that means something
        ("/đảng viên", "/%C4%91%E1%BA%A3ng%20vi%C3%AAn"),
        ("/%c4%91%e1%ba%a3ng%20vi%c3%aan", "/%C4%91%E1%BA%A3ng%20vi%C3%AAn"),
        ("/a%2Fb", "/a%2Fb"),
        ("/a%2fb", "/a%2Fb"),
        ("/a%3Fb", "/a%3Fb"),
        ("/a%23b", "/a%23b"),
        ("/%E4%FF", "/%E4%FF"),
        ("/tang-100%", "/tang-100%"),
        ("/%%34%31", "/%%341"),  # a stray %, then "41": never %41, which is A
        ("/%7Enguoi", "/~nguoi"),
        # Dot segments
        ("/a/b/..", "/a/"),
        ("/a/.", "/a/"),
        ("/a//b", "/a//b"),
        ("/../../etc/passwd", "/etc/passwd"),
        ("/...", "/..."),
        # A session that is no whole segment is not one
        ("/tin/(S(lit3py55t21z5v55vlm25s55))bai", "/tin/(S(lit3py55t21z5v55vlm25s55))bai"),
        ("/tin;ban=2/bai", "/tin;ban=2/bai"),
    ],
)
def test_the_canonical_form(address: str, canonical: str) -> None:
    assert SONGMAY.canonical(HOME + address) == HOME + canonical


@pytest.mark.parametrize(
    "address",
    [
        "https://khac.vn/bai-1",
        "https://songmay.vn.khac.vn/bai-1",
        "https://songmay.vn@khac.vn/bai-1",
        "https://khac-songmay.vn/bai-1",
        "https://songmay.vn:8443/bai-1",
        "https://cu.songmay.vn/bai-1",
        "https://songmay.vn:99999/bai-1",
        "https://[songmay.vn/bai-1",
        "ftp://songmay.vn/bai-1",
        "file:///bai-1",
        "javascript:void(0)",
        "mailto:toasoan@songmay.vn",
        "/bai-1",
        "",
    ],
)
def test_these_lie_outside_the_portal(address: str) -> None:
    assert SONGMAY.kind_of(address) == "outside"


def test_a_foreign_address_is_cleaned_and_keeps_its_host() -> None:
    cleaned = SONGMAY.canonical("http://Khac.vn:80/tin/../bai?utm_source=a&b=1#c")
    assert cleaned == "http://khac.vn/bai?b=1"


def test_an_address_with_half_a_surrogate_pair_comes_back_as_it_is() -> None:
    assert SONGMAY.canonical("https://songmay.vn/\ud83d") == "https://songmay.vn/\ud83d"


def test_keep_params_names_all_that_stays() -> None:
    portal = portal_with(urls='keep_params = ["id", "page", "print"]')
    kept = portal.canonical(HOME + "/tin?page=2&id=7&mau=xanh&ID=8&5967&utm_source=a&print=1")
    assert kept == HOME + "/tin?id=7&page=2&print=1"


def test_an_empty_keep_params_keeps_nothing() -> None:
    assert portal_with(urls="keep_params = []").canonical(HOME + "/tin?id=7") == HOME + "/tin"


@pytest.mark.parametrize("address", ["http://báosôngmây.vn/bai-1", "http://BÁOSÔNGMÂY.vn/bai-1"])
def test_a_host_with_marks_is_its_ascii_form(address: str) -> None:
    ascii_form = "báosôngmây".encode("idna").decode()
    assert ascii_form.startswith("xn--")
    assert SONGMAY.canonical(address) == f"http://{ascii_form}.vn/bai-1"
    portal = portal_with(top='hosts = ["báosôngmây.vn"]')
    assert portal.canonical(address) == HOME + "/bai-1"
    assert portal.canonical(f"http://{ascii_form}.vn/bai-1") == HOME + "/bai-1"


def test_an_ipv6_address_keeps_its_brackets() -> None:
    assert SONGMAY.canonical("http://[::1]:8602/bai-1") == "http://[::1]:8602/bai-1"


PIECES = st.sampled_from(
    [
        *(
            "/",
            "//",
            ".",
            "..",
            "?",
            "&",
            "=",
            "#",
            ";",
            "+",
            " ",
            "%",
            "%2",
            "%2E",
            "%2f",
            "%34",
            "%41",
            "%zz",
            "%C4%91",
        ),
        *(
            "(S(",
            "))",
            "lit3py55t21z5v55vlm25s55",
            ";jsessionid=",
            "%6Asessionid=1",
            "utm_source",
            "print",
            "id",
            "5967",
        ),
        *("đảng", "\u0111", "a\u0301", "|", "[", '"', "<", "\\", "\t", "@", ":", "!", "~"),
    ]
)
TAILS = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join)


@given(TAILS)
@example("/%%34%31")
@example("/%2%35")
@example("/tin/%2E%2E/%2e%2E/bai")
@example("/a;%6Asessionid=1/b")
@example("/(S(lit3py55t21z5v55vlm25s55));jsessionid=1/bai")
def test_a_canonical_address_is_its_own_canonical_form(tail: str) -> None:
    for start in (HOME, HOME + "/", "http://khac.vn/tin"):
        once = SONGMAY.canonical(start + tail)
        assert SONGMAY.canonical(once) == once


@given(TAILS)
def test_nothing_after_the_host_leads_out_of_the_portal(tail: str) -> None:
    address = HOME + "/" + tail
    canonical = SONGMAY.canonical(address)
    path = SONGMAY.path_of(canonical)
    if path is None:  # cannot be written as an address at all
        assert canonical == address
    else:
        assert path.startswith("/")
        assert "/../" not in path.partition("?")[0]


@given(st.text(alphabet="ab/._~-9AZ%;?(é&=", max_size=16))
def test_the_short_way_to_a_canonical_url_leads_where_the_long_one_does(path: str) -> None:
    """A fragment is no part of a canonical URL, and an address that has one is never taken for plain."""
    assert SONGMAY.canonical(f"{HOME}/{path}") == SONGMAY.canonical(f"{HOME}/{path}#muc-2")


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("tin\\bai-1.aspx", "https://songmay.vn/muc/tin/bai-1.aspx"),
        ("\\tin\\bai-1.aspx?a=b\\c", "https://songmay.vn/tin/bai-1.aspx?a=b\\c"),
        ("https:\\\\songmay.vn\\bai-1", "https://songmay.vn/bai-1"),
        ("https://songmay.vn/tin\\bai-1", "https://songmay.vn/tin/bai-1"),
        ("\\\\khac.vn\\bai-1", "https://khac.vn/bai-1"),
    ],
)
def test_a_backslash_in_a_link_parts_as_a_slash_does_in_browsers(reference: str, address: str) -> None:
    assert join("https://songmay.vn/muc/trang", reference) == address
