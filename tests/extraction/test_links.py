"""Links of a page as absolute addresses: short ways and the long one give the same."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.page import joined

HERE = "https://songmay.example.vn/tin-tuc/bai-1?trang=2"
_STARTS = st.sampled_from(
    ["", "/", "//", "http://songmay.example.vn/", "https://khac.example.vn:8080/", "mailto:", "#"]
)


@given(_STARTS, st.text(alphabet="ab/.?&=#;:%2 Ạ-_~@\\", max_size=14))
def test_a_link_is_joined_as_the_standard_says(start: str, rest: str) -> None:
    href = (start + rest).strip()
    expected = None
    if href and not href.startswith(("#", "mailto:")):
        try:
            end = min((at for at in map(href.find, "?#") if at >= 0), default=len(href))
            address = urljoin(HERE, href[:end].replace("\\", "/") + href[end:])  # as browsers read it (WHATWG URL)
            parts = urlsplit(address)
            expected = address.replace(" ", "%20") if parts.scheme in ("http", "https") and parts.hostname else None
        except ValueError:
            expected = None
    if ":" in href.split("/")[0] and not href.startswith("http"):
        return  # `a:b` is a scheme of its own, and no address
    assert joined(HERE, href) == expected


def test_what_is_no_address() -> None:
    for href in ("", "#cuoi", "javascript:void(0)", "mailto:a@b.vn", "tel:+84", "data:text/html,x", "http://[::1"):
        assert joined(HERE, href) is None
