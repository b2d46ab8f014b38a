"""What counts as the same word, and that positions in a form are positions in the text."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.search.folding import PLACEHOLDER, exact, folded, indexable, is_marked, nfc
from archive.search.word_forms import EXACT, FOLDED


@pytest.mark.parametrize(
    "spellings",
    [
        "hòa hoà HÒA Hoà",
        "thủy thuỷ Thủy",
        "khỏe khoẻ",
        "hóa hoá",
        "xõa xoã",
        "họa hoạ",
        "lũy luỹ",
        "ngụy nguỵ",
        "quý qúy",
        "quả qủa",
        "quyền Quyền",
        "quốc qúôc",
        "toàn tòan",
        "huỳnh hùynh",
        "ngoài ngòai",
        "đảng Đảng Ðảng ðảng ĐẢNG Ɖảng",
    ],
)
def test_these_are_one_word(spellings: str) -> None:
    words = spellings.split()
    decomposed = [unicodedata.normalize("NFD", word) for word in words]
    assert len({exact(word) for word in words + decomposed}) == 1
    assert len({folded(word) for word in words + decomposed}) == 1


@pytest.mark.parametrize(
    "words", ["đảng đang", "của cua", "mùa mua", "bìa bia", "già giá", "hoà hoá", "năm nam", "ơ o"]
)
def test_marks_tell_words_apart_only_as_written(words: str) -> None:
    first, second = words.split()
    assert exact(first) != exact(second)
    assert folded(first) == folded(second)


@pytest.mark.parametrize("word", ["của", "mùa", "bìa", "lúa", "giúp", "già", "gìn", "người", "thưởng", "tuần", "quán"])
def test_a_tone_that_stands_right_stays(word: str) -> None:
    assert exact(word) == word


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đường lối của Đảng", "duong loi cua dang"),
        ("ẠẶẬẸỆỊỌỘỢỤỰỴ", "aaaeeiooouuy"),
        ("Žižek, Łódź, Århus, Müller", "zizek, lodz, arhus, muller"),
        ("Чайка, Ὀδυσσεύς", "чаика, οδυσσευσ"),
        ("한국 日本 ไทย", "한국 日本 ไทย"),
    ],
)
def test_folding_takes_marks_off_and_nothing_else(text: str, plain: str) -> None:
    assert folded(text) == plain
    assert folded(unicodedata.normalize("NFD", text)) == plain


def test_a_word_is_marked_or_not() -> None:
    assert is_marked("đang")
    assert is_marked("Hoà")
    assert is_marked("Ð")
    assert not is_marked("DANG")
    assert not is_marked("日本")
    assert not is_marked("47/TW")


@given(st.text())
@example("İΣσς ΑΣ")
@example("ẹ̀ a\u0301\u0323\u034f")
def test_each_character_has_one_in_each_form(text: str) -> None:
    assert len(exact(text)) == len(folded(text)) == len(nfc(text))


def test_no_character_at_all_grows_or_shrinks() -> None:
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code <= 0xDFFF:
            text = nfc(chr(code))
            assert len(exact(text)) == len(folded(text)) == len(text), hex(code)


@given(st.text(), st.text())
def test_a_character_is_folded_the_same_wherever_it_stands(before: str, after: str) -> None:
    """So a position found in the form of a whole text is right, however far into it."""
    whole = nfc(before + " " + after)
    assert folded(whole) == "".join(map(folded, whole))


@given(st.text())
def test_a_form_is_its_own_form(text: str) -> None:
    plain = folded(text).replace(PLACEHOLDER, "")
    assert folded(plain) == plain
    assert folded(exact(text)) == folded(text)


@given(st.lists(st.one_of(st.text(), st.text("aouyqòóủỳđÐİΣ \u0301\u0323\n\u034f😀"))))
@example(["qúy hòa", "thủ", "y q", "ùa ΑΣ\u0301 x", "a" * 41])
def test_made_word_by_word_a_form_is_the_same(texts: list[str]) -> None:
    for text in [*texts, *texts, " ".join(texts)]:
        assert EXACT.of(text) == indexable(exact(text))
        assert FOLDED.of(text) == indexable(folded(text))
