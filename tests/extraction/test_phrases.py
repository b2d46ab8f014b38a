"""Phrases are found where they stand as whole words, in every script; and where a text begins with one."""

from __future__ import annotations

import pytest

from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.phrases import Phrases

LABELS = Phrases(["Published", "Published on", "Ngày đăng", "発表", "12 Uhr", "게시", "▲", "(火)"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was published on Friday", "published on"),  # the longest
        ("It was unpublished, then published", "published"),
        ("republished12", None),
        ("| Ngày đăng: 3/5/2024", "ngay dang"),
        ("外務省発表12日", "発表"),  # words have no border
        ("공게시", None),  # another word
        ("게시2024", "게시"),  # numbers touch words
        ("um 12 Uhr", "12 uhr"),
        ("um 112 Uhr", None),
        ("12日(火)", None),
        ("12 (火)", "(火)"),
        ("", None),
    ],
)
def test_a_phrase_is_found_as_whole_words(text: str, found: str | None) -> None:
    occurrence = LABELS.search(fold(text))
    assert (occurrence.phrase if occurrence else None) == found
    if occurrence:
        assert fold(text)[occurrence.start : occurrence.end] == found


def test_phrases_are_blanked_and_all_else_keeps_its_place() -> None:
    assert LABELS.blanked("published on 3 may, unpublished, published") == "             3 may, unpublished,          "


@pytest.mark.parametrize(
    ("text", "whole"),
    [("» Published: x", True), ("publishedon x", False), ("▲ x", True), ("x published", False), ("発表する", True)],
)
def test_what_a_text_begins_with(text: str, whole: bool) -> None:
    assert (LABELS.whole(fold(text)) is not None) == whole


@pytest.mark.parametrize(("text", "is_all"), [("Ngày đăng:", True), ("Ngày đăng", True), ("Ngày đăng: 3/5", False)])
def test_a_text_that_says_nothing_else(text: str, is_all: bool) -> None:
    assert LABELS.is_all(fold(text)) == is_all


@pytest.mark.parametrize("text", ["Tin, ảnh: …", "Tin,ảnh: …", "Tin ,ảnh: …", "TIN , ẢNH"])
def test_spaces_around_the_signs_in_a_phrase_are_free(text: str) -> None:
    assert Phrases(["Tin, ảnh"]).whole(fold(text)) is not None
