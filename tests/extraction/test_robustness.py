"""Whatever the bytes: a reading or a rejection, never an exception; and a reading that keeps its promises."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model import PLATFORM, Article, MediaLink, Rejection, RelatedLink
from pipelines.extraction import extract
from tests.extraction.layouts import LAYOUTS, LEADS
from tests.extraction.mutations import mutated
from tests.extraction.pages import PORTAL
from tests.extraction.sample_articles import SAMPLES

URL = "https://huyenmauphong.example.gov.vn/tin-tuc/bai-so-77"
PAGES = [
    layout(sample, "plain").encode() for layout in LAYOUTS if layout.__name__ != "deeply_nested" for sample in SAMPLES
]
_QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _holds(result: Article | Rejection) -> None:
    if isinstance(result, Rejection):
        assert result.reason
        assert result.detail
        return
    assert result.title
    filled = {
        name
        for name in result.__struct_fields__
        if name not in ("url", "evidence") and getattr(result, name) not in (None, "", ())
    }
    assert set(result.evidence) - {PLATFORM} == filled
    links: list[RelatedLink | MediaLink] = [*result.related, *result.images, *result.attachments]
    assert all(link.url.startswith(("http://", "https://")) for link in links)
    for text in (result.title, result.author, result.summary, result.body):
        assert not text or "\x00" not in text


@_QUICK
@given(st.binary(max_size=3000), st.none() | st.text(max_size=40))
def test_arbitrary_bytes(body: bytes, content_type: str | None) -> None:
    _holds(extract(body, URL, content_type=content_type))


@_QUICK
@given(
    st.text(max_size=2000).map(
        lambda text: f"<html><body><h1>{text[:50]}</h1><p>{text}</p></body></html>".encode(errors="replace")
    )
)
def test_arbitrary_text(body: bytes) -> None:
    _holds(extract(body, URL, portal=PORTAL))


@_QUICK
@given(st.sampled_from(PAGES), st.integers(), st.integers(1, 12))
def test_mutated_pages(body: bytes, seed: int, count: int) -> None:
    _holds(extract(mutated(body, random.Random(seed), count), URL))


@_QUICK
@given(st.text(max_size=60))
def test_arbitrary_addresses(url: str) -> None:
    _holds(extract(PAGES[0], url))
    _holds(extract(PAGES[0], url, portal=PORTAL))


def test_thousands_of_nested_elements() -> None:
    for tag in ("div", "span", "b", "table"):
        _holds(extract((f"<{tag}>" * 5000 + "chữ " * 100).encode(), URL))


def test_reading_again_gives_the_same() -> None:
    for layout in LAYOUTS[:4]:
        for lead in LEADS:
            body = layout(SAMPLES[1], lead).encode()
            assert extract(body, URL) == extract(body, URL)
