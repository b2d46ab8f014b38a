"""How text is normalised for search: once as written, once without its marks.

Both forms have exactly one character for each character of the text's NFC form, so that what was found in a form can be
shown in the text. The rules only make spellings equal that a reader takes for the same; they are applied to articles
and queries alike and to any language, since no language tells these spellings apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

# A word: letters and digits with the combining marks that NFC could not compose.
TOKEN: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")

_TONES = (
    "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING HOOK ABOVE}\N{COMBINING TILDE}"
    "\N{COMBINING DOT BELOW}"
)
# Letters whose stroke is no combining mark, so that NFD leaves it on.
_STROKES = {"đ": "d", "ħ": "h", "ł": "l", "ø": "o", "ŧ": "t", "ı": "i"}
# Blocks with letters that decompose into a base and marks: Latin, Greek, Cyrillic, and their extensions.
_MARKED_BLOCKS = (range(0x00C0, 0x0250), range(0x0370, 0x0530), range(0x1E00, 0x2000))
_COMBINING_MARKS = range(0x0300, 0x0370)
# All but the Latin letters and signs, on which unicode61 and this module agree (tested for each of them).
_RARE = re.compile(r"[^\x00-\u024f\u1e00-\u1eff]+")
# What a combining mark becomes in the folded form, where it must hold its place and yet say nothing. It is in none
# of the letters that NFC composes, and is dropped before the form is indexed or compared.
PLACEHOLDER: Final = "\N{COMBINING GRAPHEME JOINER}"


def nfc(text: str) -> str:
    """The text in the form that positions are counted in."""
    return unicodedata.normalize("NFC", text)


def exact(text: str) -> str:
    """As written, in lower case and one spelling.

    Ð and ð (Eth, U+00D0) and Ɖ (U+0189) look like Đ and are typed for it: all are đ. The tone mark of a syllable in oa,
    oe or uy stands on the second vowel (hòa is hoà, thủy is thuỷ), and behind q never on the u (qúy is quý). The second
    vowel is the only place where both ways of spelling agree on syllables with a final consonant (toàn, huỳnh), so a
    tone that strayed there (tòan) comes right too. No rule is needed for gi: no vowel pair with two ways of spelling
    follows it.
    """
    return _MISPLACED_TONE.sub(_placed, _lower(nfc(text)))


def folded(text: str) -> str:
    """Without marks, in lower case: đ is d, ờ is o. Letters of scripts without such marks stay as they are."""
    return _lower(nfc(text)).translate(_FOLDED)


def indexable(form: str) -> str:
    """A form for FTS5: what separates words here separates them there.

    unicode61 takes signs that are younger than its tables, such as an emoji of 2016, for letters of the word beside
    them.
    """
    return _RARE.sub(_letters_only, form.replace(PLACEHOLDER, ""))


def is_marked(text: str) -> bool:
    """Whether the text carries marks that its folded form lacks."""
    return exact(text) != folded(text)


def _letters_only(found: re.Match[str]) -> str:
    return "".join(sign if sign.isalnum() or ord(sign) in _COMBINING_MARKS else " " for sign in found[0])


def _lower(text: str) -> str:
    """Lower case, one character to one. Only İ grows in `str.lower`, and only Σ depends on its neighbours there."""
    lower = text.replace("İ", "i").lower()
    return lower.replace("ð", "đ").replace("ɖ", "đ").replace("ς", "σ")


def _tone_pairs() -> Iterator[tuple[str, str]]:
    """`òa` and `oà`, for every tone and vowel pair that can be spelled both ways."""
    for first, seconds in (("o", "ae"), ("u", "aăâeêioôơy")):
        for tone in _TONES:
            for second in seconds:
                yield nfc(first + tone) + second, first + nfc(second + tone)


def _placed(found: re.Match[str]) -> str:
    return _PLACED[found[0]]


def _fold_table() -> dict[int, int]:
    # What stays as it is stands in the table too: to find that a letter is not there costs `translate` the most.
    table: dict[int, int] = {code: code for code in range(0x2000)}
    table.update({ord(letter): ord(plain) for letter, plain in _STROKES.items()})
    for block in _MARKED_BLOCKS:
        for code in block:
            base, *marks = list(unicodedata.normalize("NFD", chr(code)))
            if marks and all(ord(mark) in _COMBINING_MARKS for mark in marks):
                table[code] = ord(base)
    table.update(dict.fromkeys(_COMBINING_MARKS, ord(PLACEHOLDER)))
    return table


_FOLDED: Final = _fold_table()
_PLACED: Final = dict(_tone_pairs())
# One class of letters comes first, so that all the others are passed over quickly; what it was is looked back at.
_MISPLACED_TONE: Final = re.compile("[òóỏõọùúủũụ](?:(?<=[òóỏõọ])[ae]|(?<=[ùúủũụ])y|(?<=q[ùúủũụ])[aăâeêioôơ])")
