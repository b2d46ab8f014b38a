"""Snippets show the right words of the text as it is written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.folding import exact, nfc
from archive.search.query import parse_query
from archive.search.snippets import make_snippet

FILLER = " ".join(f"từ{n}" for n in range(100))


def shown(text: str, query: str, words: int = 30) -> str:
    pieces = make_snippet(text, parse_query(query), words)
    return "".join(f"[{piece.text}]" if piece.match else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Mỗi ĐẢNG viên!", "dang", "Mỗi [ĐẢNG] viên!"),
        ("Của Ðảng, đang", "đảng", "Của [Ðảng], đang"),
        ("sức khỏe và hoà bình", "khoẻ hòa", "sức [khỏe] và [hoà] bình"),
        ("cán bộ, công chức", '"bo cong"', "cán [bộ, công] chức"),
        ("tuyên truyền", "truy*", "tuyên [truyền]"),
        ("giá lúa, giá ngô", "lúa OR ngô -vàng", "giá [lúa], giá [ngô]"),
        ("İstanbul ẹ̀ đây", "day", "İstanbul ẹ̀ [đây]"),
        ("Tin không có gì", "khác", "Tin không có gì"),
        ("a b c", '"a b" "b c"', "[a b c]"),
        ("", "x", ""),
    ],
)
def test_matches_are_marked_where_they_stand(text: str, query: str, expected: str) -> None:
    assert shown(text, query) == expected
    assert shown(unicodedata.normalize("NFD", text), query) == nfc(expected)


def test_the_window_with_the_most_different_words_wins() -> None:
    text = f"lúa lúa lúa {FILLER} giá lúa gạo {FILLER}"
    snippet = shown(text, "giá lúa gạo", words=10)
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert "[giá] [lúa] [gạo]" in snippet
    assert len(snippet.strip("… ").split()) == 10


def test_a_long_text_without_a_match_shows_its_beginning() -> None:
    assert shown(FILLER, "khác", words=3) == "từ0 từ1 từ2 …"


def test_matches_at_the_ends_are_shown() -> None:
    assert shown(f"{FILLER} cuối.", "cuoi", words=3) == "… từ99 [cuối]."
    assert shown(f"Đầu {FILLER}", "dau", words=3).startswith("[Đầu] từ0")


def test_a_snippet_is_one_line_that_steers_no_terminal() -> None:
    assert shown("Một\n\nhai\t\x1b[31m ba\x07\u202ebốn\x9b", "ba") == "Một hai [31m [ba] bốn "


@given(text=st.text(), query=st.text(), words=st.integers(1, 40))
def test_a_snippet_is_a_piece_of_its_text(text: str, query: str, words: int) -> None:
    pieces = make_snippet(text, parse_query(query), words)
    assert all(piece.text for piece in pieces)


@given(
    before=st.text(st.sampled_from("ab đÐ.\u0301İ\n")),
    after=st.text(st.sampled_from("ab đÐ.\u0301İ\n")),
    word=st.sampled_from(["đảng", "ĐẢNG", "Ðảng", "hoà", "Hòa"]),
)
def test_what_is_marked_is_the_word(before: str, after: str, word: str) -> None:
    text = f"{before} {unicodedata.normalize('NFD', word)} {after}"
    pieces = make_snippet(text, parse_query(word), words=1000)
    assert [exact(piece.text) for piece in pieces if piece.match] == [exact(word)]
