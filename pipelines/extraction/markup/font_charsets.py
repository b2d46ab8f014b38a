"""Vietnamese from before Unicode: letters that only a font drew, where Latin-1 has others.

`của` is `cña` for the ABC fonts (`.VnTime`; TCVN3) and `cuûa` for those of VNI. Pages of that time name no charset, or
a western one, and some were put into UTF-8 as they stood. Their letters are known, so they are read, and flagged.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import NamedTuple

# TCVN 5712:1993, from A1 on; the five marks alone are those that a text in capitals is put together of.
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3 = {0xA1 + place: letter for place, letter in enumerate(_TCVN3_LETTERS)}
# VNI for Windows: a vowel and what stands behind it for its marks; some letters are one sign.
_TONES = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_VNI_MARKS = {
    **dict(zip("øùûõï", _TONES, strict=True)),
    "â": "\u0302", **{typed: f"\u0302{tone}" for typed, tone in zip("àáåãä", _TONES, strict=True)},
    "ê": "\u0306", **{typed: f"\u0306{tone}" for typed, tone in zip("èéúüë", _TONES, strict=True)},
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKS |= {typed.upper(): marks for typed, marks in _VNI_MARKS.items()}
_VNI_LETTERS |= {typed.upper(): letter.upper() for typed, letter in _VNI_LETTERS.items()}
_VNI = re.compile(rf"([aeouyôö])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_LETTERS)}]", re.IGNORECASE)

# The most frequent words of Vietnamese that have marks, as they are typed.
_WORDS = {
    "tcvn3": ("vµ", "cña", "c¸c", "®\u00adîc", "lµ", "cã", "nh÷ng", "kh«ng", "mét", "®·", "ng\u00adêi", "víi", "®Ó"),
    "vni": ("vaø", "cuûa", "caùc", "ñöôïc", "laø", "coù", "nhöõng", "khoâng", "moät", "ñaõ", "ngöôøi", "vôùi", "ñeå"),
}
_PATTERNS = {name: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) for name, words in _WORDS.items()}
_FEWEST, _KINDS = 6, 3  # of these words that a page has, and how many of them
# The two most frequent of all, in Latin-1, in UTF-8 and as a reference; and what of it hardly any other page has.
_SIGNS = (
    b"v\xb5", b"va\xf8", b"v\xc2\xb5", b"va\xc3\xb8", b"v&micro;", b"va&oslash;", b"v&#181;", b"va&#248;",
    b"c\xf1a", b"cu\xfba", b"c\xc3\xb1a", b"cu\xc3\xbba", b"c&ntilde;a", b"cu&ucirc;a", b"c&#241;a", b"cu&#251;a",
)  # fmt: skip
_RARE = (b"\xb5", b"\xb8", b"\xf8", b"&micro;", b"&oslash;", b"&#181;", b"&#248;")
_IN_UTF8 = (b"v\xc2\xb5", b"va\xc3\xb8", b"c\xc3\xb1a", b"cu\xc3\xbba")
_UNICODE = b"\xe1\xbb"  # what two thirds of the letters with marks begin with in UTF-8
# Letters that only Unicode has; and those of Latin-1, with the soft hyphen, that Vietnamese has no use for.
_VIETNAMESE = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]")
_STRANGE = re.compile("[\u00adµ¶¸¹¨»¾¼½ÆÇËÎÏÑªÖ×ØÜÞßäåæç¬ëîïñ÷øöûüþ®]")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_LOOKED_AT = 2500  # bytes at each place
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,6}\d{0,2}|#\d{3});")


class Typed(NamedTuple):
    """What a text was typed for (`tcvn3`, `vni`), and words that tell it, as they stand there."""

    charset: str
    words: str


def may_be_typed(page: bytes) -> bool:
    """False where a look at three places of a page is enough to see that its letters are what they are."""
    places = (len(page) * quarter // 4 for quarter in (1, 2, 3))
    sample = b"".join([page[place : place + _LOOKED_AT] for place in places])
    if _UNICODE in sample:  # a new template, perhaps, around an old text
        return any(sign in sample for sign in _IN_UTF8)
    return any(sign in sample for sign in _RARE) and any(sign in sample for sign in _SIGNS)


def typed_for(text: str) -> Typed | None:
    """What fonts a text was typed for; None for one that any font shows."""
    text = _REFERENCE.sub(_letter, text)
    for charset, pattern in _PATTERNS.items():
        words = [word.lower() for word in pattern.findall(text)]
        if len(words) >= _FEWEST and len(set(words)) >= _KINDS:
            return Typed(charset, " ".join(sorted(set(words))))
    return None


def as_unicode(markup: str, charset: str) -> str:
    """Markup that was typed for the fonts of `charset`, in the letters that they show (NFC).

    Where it has letters of Unicode too, only the texts between two tags that have none of these and need the fonts.
    """
    if not _VIETNAMESE.search(markup):
        return _shown(_REFERENCE.sub(_letter, markup), charset)

    def shown(found: re.Match[str]) -> str:
        typed = _REFERENCE.sub(_letter, found[0])
        return _shown(typed, charset) if _STRANGE.search(typed) and not _VIETNAMESE.search(typed) else found[0]

    return _TEXT.sub(shown, markup)


def _shown(text: str, charset: str) -> str:
    """Typed letters, none of them a reference, as the fonts draw them."""
    shown = text.translate(_TCVN3) if charset == "tcvn3" else _VNI.sub(_of_vni, text)
    return unicodedata.normalize("NFC", shown)


def _letter(reference: re.Match[str]) -> str:
    letter = html.unescape(reference[0])
    return letter if len(letter) == 1 and 0xA0 < ord(letter) <= 0xFF else reference[0]


def _of_vni(typed: re.Match[str]) -> str:
    if not typed[1]:
        return _VNI_LETTERS[typed[0]]
    return _VNI_LETTERS.get(typed[1], typed[1]) + _VNI_MARKS[typed[2]]
