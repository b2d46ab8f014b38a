"""Bytes to text, before anything is parsed: lxml given bytes made mojibake of up to 13% of valid UTF-8 pages."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from pipelines.extraction.markup.font_charsets import Typed, as_unicode, may_be_typed, typed_for
from pipelines.extraction.markup.latin_utf8 import clean_utf8
from pipelines.extraction.wording.folding import INVISIBLE

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
# WHATWG Encoding Standard: a page that says latin-1 or ASCII means windows-1252.
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_ALIASES |= {"x-sjis": "cp932", "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949"}
_ALIASES |= {"euc-kr": "cp949", "tis-620": "cp874", "iso-8859-11": "cp874", "iso-8859-9": "cp1254", "unicode": "utf-16"}
# Codecs of Python that are no charset of a page, and one that can hide markup.
_REFUSED = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined", "mbcs", "oem"}
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\ufffd]")
# Characters that NFC may change: marks, and the blocks that have some. Latin letters, Vietnamese too, are none.
_MAY_COMPOSE = re.compile(
    "[\u0300-\u036f\u0374-\u037e\u0387\u0483-\u0487\u0590-\u1dff\u1f00-\u1fff\u2000\u2001\u2126\u212a\u212b"
    "\u2329\u232a\u20d0-\u20ff\u2adc\u2ce0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\uf900-\ufaff\ufb00-\ufb4f\ufe20-\ufe2f\U00010000-\U0010ffff]"
)
_LOOKED_AT = 50_000  # characters
_BAD_SHARE = 0.02  # of control and replacement characters, past which a text is no text


class Decoded(NamedTuple):
    """A page's text (NFC, without NUL and zero-width characters) in UTF-8, the charset it was read in, and what fonts
    it was typed for where its letters were not what they showed.
    """

    markup: bytes
    charset: str
    typed: Typed | None = None


def to_utf8(body: bytes, content_type: str | None = None, language: str = "vi") -> Decoded | None:
    """The text of a page.

    In this order: byte-order mark; UTF-8 if it fits strictly, whatever was declared; UTF-8 with a few bad bytes; the
    charset of the HTTP header, then of the page; windows-1258 for Vietnamese; windows-1252. None where nothing makes
    a text of it. Before all of these, the charsets of Vietnamese fonts, which call themselves something else.
    """
    typed = _typed_for_fonts(body) if may_be_typed(body) else None
    if typed is not None:
        return typed
    clean = clean_utf8(body)
    if clean is not None:
        return Decoded(clean, "utf-8")
    for text, charset in _readings(body, content_type, language):
        bad = len(_CONTROL.findall(text[:_LOOKED_AT]))
        if bad <= max(4, _BAD_SHARE * min(len(text), _LOOKED_AT)):
            return Decoded(_cleaned(text), charset)
    return None


def _cleaned(text: str) -> bytes:
    text = INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFC", text) if _MAY_COMPOSE.search(text) else text
    return text.encode("utf-8", "replace")


def _typed_for_fonts(body: bytes) -> Decoded | None:
    """The letters that the fonts showed: read before anything is cleaned, for a soft hyphen is `ư` in one of them."""
    try:
        text, charset = body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, charset = body.decode("latin-1"), "latin-1"
    typed = typed_for(text)
    return Decoded(_cleaned(as_unicode(text, typed.charset)), charset, typed) if typed else None


def _readings(body: bytes, content_type: str | None, language: str) -> list[tuple[str, str]]:
    """The readings that decode at all, best first; one is enough as soon as one is certain."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return [(body[len(mark) :].decode(charset, "replace"), charset)]
    wide = _utf16_without_mark(body)
    if wide:
        return [(body.decode(wide, "replace"), wide)]
    try:
        return [(body.decode("utf-8"), "utf-8")]
    except UnicodeDecodeError:
        pass
    found = []
    loose = body.decode("utf-8", "replace")
    if _mostly_utf8(loose):
        found.append((loose, "utf-8"))
    declared = _CHARSET.search(content_type or "")
    names = [declared[1]] if declared else []
    names += [match[1].decode("ascii", "replace") for match in (_META.search(body[:8192]), _XML.match(body)) if match]
    for name in [*names, *(["cp1258"] if language == "vi" else []), "cp1252"]:
        codec = _codec(name)
        if codec is None or codec == "utf-8":
            continue
        try:
            found.append((body.decode(codec), codec))
        except (UnicodeError, ValueError):
            continue
    found.append((body.decode("cp1252", "replace"), "cp1252"))
    return found


def _codec(name: str) -> str | None:
    """The name of Python's codec for a charset label; None for what is no charset of a page."""
    lowered = name.strip().lower()
    try:
        codec = codecs.lookup(_ALIASES.get(lowered, lowered)).name
        if codec.replace("-", "_") in _REFUSED:
            return None
        "a".encode(codec)  # LookupError for codecs that are not between text and bytes
    except (LookupError, UnicodeError, ValueError):
        return None
    return codec


def _mostly_utf8(text: str) -> bool:
    """A UTF-8 page with a few bad bytes (a cut title, one foreign paste) has many more good letters than bad ones."""
    good = sum(1 for character in text if character > "\x7f") - (bad := text.count("\ufffd"))
    return good >= 20 * bad


def _utf16_without_mark(body: bytes) -> str | None:
    head = body[:2000]
    if len(head) < 64:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
