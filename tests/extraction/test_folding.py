"""Text made comparable: case and marks gone, every character still one, however long the text."""

from __future__ import annotations

import pytest

from pipelines.extraction.wording.folding import fold

PROSE = (
    "Thời gian qua, “không gian mạng” là Đất mới; ÉTÉ, Straße, Łódź, ΠΗΓΕΣ πηγές, ILICA ılıca, ＡＢＣ, がぎぐ, 한국. "
)
FOLDED = "thoi gian qua, “khong gian mang” la dat moi; ete, straße, lodz, πηγεσ πηγεσ, ilica ilica, abc, がぎぐ, 한국. "


@pytest.mark.parametrize("times", [1, 3])
def test_short_and_long_texts_are_folded_alike(times: int) -> None:
    assert fold(PROSE * times) == FOLDED * times


def test_a_text_of_all_letters_is_folded_as_each_of_them_is() -> None:
    letters = [chr(code) for code in range(0x20, 0x3000) if chr(code).isalpha()]
    each = [fold(letter) for letter in letters]
    assert {len(folded) for folded in each} == {1}
    assert fold("".join(letters)) == "".join(each)
    for start in range(0, len(letters), 40):  # few kinds at a time, in a long text
        part = "".join(letters[start : start + 40]) * 4
        assert fold(part) == "".join(each[start : start + 40]) * 4
