"""Text made comparable: NFC, white space, and a fold that ignores case and marks. Lengths stay the same in the fold."""

from __future__ import annotations

import functools
import html
import re
import unicodedata

# Zero-width space, joiners, word joiner, byte-order mark, soft hyphen, direction marks; and NUL.
_COMBINING = re.compile("[\u0300-\u036f]")  # in text that was NFC before: from a character reference
INVISIBLE = re.compile("[\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# A named or numbered reference that was escaped twice and so stands in the text as it is written.
_DOUBLE_ESCAPED = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});")
_SHORT = 80  # characters of a line that may stand on many pages, like those of a menu
_FEW = 1.1  # bytes a character: French and German prose is below, Vietnamese has 1.3
_MARKUP = {"&lt;", "&gt;", "&amp;"}


# Letters whose other forms Unicode does not take apart: `ILICA` is the capitals of `ılıca`, `ΠΗΓΕΣ` of `πηγες`; and the
# apostrophe, which pages print in either form.
_BASES = {"đ": "d", "ð": "d", "ł": "l", "ı": "i", "ς": "σ", "\u2019": "'"}


class _Fold(dict[int, str]):
    """Each character to its lower-case base letter, worked out once a character; `đ` and `ð` are d, `ł` is l.

    Letters and signs as wide as a Chinese character are the narrow ones. What Korean syllables and Japanese letters are
    made of are no marks: they stay whole.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code - 0xFEE0 if 0xFF01 <= code <= 0xFF5E else code)
        whole = 0x3041 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3
        base = character if whole else unicodedata.normalize("NFD", character)[0].lower()[:1] or character
        folded = _BASES.get(base, base)
        self[code] = folded
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """`text` (NFC) without case and marks. Every character stays one character, so positions agree with `text`."""
    if text.isascii():
        return text.lower()
    return _folded_line(text) if len(text) <= _SHORT else _folded(text)


@functools.lru_cache(maxsize=8192)
def _folded_line(text: str) -> str:
    return text.translate(_FOLD)


def _folded(text: str) -> str:
    """The same for long texts, twice as fast where few letters are not ASCII: each kind of those, then all others.

    What a fold gives is its own lower case and its own fold, so the order is free.
    """
    if len(text.encode("utf-8", "replace")) > _FEW * len(text):
        return text.translate(_FOLD)
    for letter in set(text):
        if letter > "\x7f":
            text = text.replace(letter, _FOLD[ord(letter)])
    return text.lower()


def squeeze(text: str) -> str:
    """The letters and digits of `text`, folded: equal for two texts that differ in space, marks or punctuation."""
    return _squeezed_line(text) if len(text) <= _SHORT else squeeze_folded(fold(text))


@functools.lru_cache(maxsize=8192)
def _squeezed_line(text: str) -> str:
    return squeeze_folded(fold(text))


def squeeze_folded(key: str) -> str:
    """The same for a text that is folded already."""
    key = "".join(key.split())
    return key if key.isalnum() else "".join(filter(str.isalnum, key))


def tidy(text: str) -> str:
    """One line of visible text: NFC, invisible characters gone, white space (no-break space too) single."""
    return _tidied_line(text) if len(text) <= _SHORT else _tidied(text)


def _tidied(text: str) -> str:
    line = " ".join(text.split())
    if not line.isprintable():  # invisible characters are not, and to ask costs a fifth of looking for them
        line = " ".join(INVISIBLE.sub("", text).split())
    if not line.isascii() and _COMBINING.search(line):
        line = unicodedata.normalize("NFC", line)
    if "&" in line and "&amp;" not in line:
        line = " ".join(_DOUBLE_ESCAPED.sub(_unescape, line).split())
    return line


_tidied_line = functools.lru_cache(maxsize=8192)(_tidied)


def _unescape(match: re.Match[str]) -> str:
    return match[0] if match[0] in _MARKUP else html.unescape(match[0])


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def word_count(text: str) -> int:
    """How many words a text has, about: two letters are one word in scripts that write no spaces between words."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(text.split()) + unspaced // 2
