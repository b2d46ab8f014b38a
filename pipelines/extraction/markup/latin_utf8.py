"""UTF-8 of Latin scripts made clean by its bytes, for a tenth of what looking at each character costs.

Nearly every page is Latin letters, a few invisible characters and, from some editors, marks that stand apart from their
letters. Whatever is neither is left to `decoding.py`, which gives the same for any page.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

# As they should be: ASCII but its controls, Latin letters (leading bytes C3 to CB), bytes that go on a character.
_PLAIN = bytes([0x09, 0x0A, 0x0C, 0x0D, *range(0x20, 0x7F), *range(0x80, 0xC0), *range(0xC3, 0xCC)])
_LOOKED_AT = b"\xc2\xcc\xcd\xe1\xe2"  # leading bytes that are looked at
_NOT_VIETNAMESE = re.compile(rb"\xe1[^\xb8-\xbb]")  # outside U+1E00 to U+1EFF
# Patterns, because those that begin with one certain byte are looked for four times faster than two bytes are.
_SOFT_HYPHEN = re.compile(rb"\xc2\xad")
# What `folding.INVISIBLE` has of U+2000 to U+2FFF, and what NFC may change there.
_INVISIBLE = re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xa4])")
_COMPOSED = re.compile(
    rb"\xe2(?:\x80[\x80\x81]|\x83[\x90-\xbf]|\x84[\xa6\xaa\xab]|\x8c[\xa9\xaa]|\xab\x9c|\xb3[\xa0-\xbf]|[\xb4-\xb7])"
)
_MARKS = re.compile(rb"[\xcc\xcd][\x80-\xbf](?:[\xcc\xcd][\x80-\xbf])*")  # U+0300 to U+036F, once there is no Greek
_MARK_BEGINS = (re.compile(rb"\xcc"), re.compile(rb"\xcd"))
_GREEK = re.compile(rb"\xcd[\xb0-\xbf]")
_MOST_MARKS = 1000  # past that the whole text is composed faster than its letters one by one


def clean_utf8(body: bytes) -> bytes | None:
    """Bytes that are UTF-8 of a Latin script, as NFC and with nothing invisible; None for any others."""
    rest = body.translate(None, _PLAIN)
    if rest.translate(None, _LOOKED_AT) or (b"\xe1" in rest and _NOT_VIETNAMESE.search(body)):
        return None
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    cleaned = _SOFT_HYPHEN.sub(b"", body) if b"\xc2" in rest else body
    if b"\xe2" in rest:
        if _COMPOSED.search(cleaned):
            return None
        cleaned = _INVISIBLE.sub(b"", cleaned)
    marks = rest.count(b"\xcc") + rest.count(b"\xcd")
    if marks:
        if marks > _MOST_MARKS or _GREEK.search(cleaned):
            return None
        cleaned = _with_marks_set(cleaned)
    return cleaned


@functools.lru_cache(maxsize=4096)
def _composed(letter: bytes) -> bytes:
    return unicodedata.normalize("NFC", letter.decode("utf-8")).encode()


def _marks(body: bytes) -> Iterator[re.Match[bytes]]:
    """Every run of marks."""
    ended = 0
    for start in sorted(found.start() for begin in _MARK_BEGINS for found in begin.finditer(body)):
        run = _MARKS.match(body, start) if start >= ended else None
        if run:
            ended = run.end()
            yield run


def _with_marks_set(body: bytes) -> bytes:
    """Each letter with the marks behind it as NFC has them."""
    kept: list[bytes] = []
    copied = 0
    for marks in _marks(body):
        start = max(marks.start() - 1, 0)
        while start > copied and body[start] & 0xC0 == 0x80:
            start -= 1
        kept += (body[copied:start], _composed(body[start : marks.end()]))
        copied = marks.end()
    return b"".join([*kept, body[copied:]])
