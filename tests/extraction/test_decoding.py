"""Bytes to text: strict UTF-8 first, then what is declared, then what is likely."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.markup.decoding import to_utf8
from pipelines.extraction.markup.latin_utf8 import clean_utf8
from pipelines.extraction.wording.folding import INVISIBLE
from tests.extraction.pages import PARAGRAPHS, TITLE, page, read

TEXT = "Đảng bộ huyện Mẫu Phong: “nói đi đôi với làm” - giữ nước, giữ rừng"
PAGE = page().decode()


def _declared(charset: str) -> str:
    return PAGE.replace("charset=utf-8", f"charset={charset}")


def _windows_1258(text: str) -> bytes:
    """As editors of the 1990s wrote it: base letter with its hat, then the tone as a mark of its own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = []
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        tone = "".join(mark for mark in parts if mark in tones)
        written.append(unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tone)
    return "".join(written).encode("cp1258")


CASES = [
    ("utf-8", PAGE.encode(), None),
    ("utf-8 with a mark", b"\xef\xbb\xbf" + PAGE.encode(), None),
    ("utf-8 declared as latin-1", _declared("iso-8859-1").encode(), None),
    ("utf-8 declared as windows-1258 by the server", PAGE.encode(), "text/html; charset=windows-1258"),
    (
        "utf-8 with one bad byte",
        PAGE.replace("</body>", "<!-- \udcff --></body>").encode(errors="surrogateescape"),
        None,
    ),
    ("utf-16 with a mark", PAGE.encode("utf-16"), None),
    ("utf-16 without", PAGE.encode("utf-16-le"), None),
    ("windows-1258 declared in the page", _windows_1258(_declared("windows-1258")), None),
    (
        "windows-1258 declared by the server",
        _windows_1258(PAGE.replace("<meta charset=utf-8>", "")),
        "text/html; charset=windows-1258",
    ),
    ("windows-1258 not declared", _windows_1258(PAGE.replace("<meta charset=utf-8>", "")), None),
    ("decomposed", unicodedata.normalize("NFD", PAGE).encode(), None),
    ("xml declaration", b'<?xml version="1.0" encoding="UTF-8"?>' + PAGE.encode(), None),
    ("numbered references", PAGE.encode("ascii", "xmlcharrefreplace"), None),
    ("zero-width spaces and NUL", PAGE.replace(" ", "\u200b ").replace("a", "a\x00").encode(), None),
]


@pytest.mark.parametrize(("body", "content_type"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_same_page_in_every_charset(body: bytes, content_type: str | None) -> None:
    from archive.model import Article
    from pipelines.extraction import extract

    article = extract(body, "https://huyenmauphong.example.gov.vn/tin-tuc/bai-so-77", content_type=content_type)
    assert isinstance(article, Article), article
    assert (article.title, article.body) == (TITLE, "\n\n".join(PARAGRAPHS))


def test_eth_is_kept_as_it_was_typed() -> None:
    text = (
        f"<p>Vai trò của Ðảng bộ cơ sở được nhắc lại nhiều lần trong cuộc họp hôm qua ở thôn.</p><p>{PARAGRAPHS[0]}</p>"
    )
    assert "\u00d0ảng bộ" in read(page(text=text)).body


def test_western_page_without_a_charset() -> None:
    decoded = to_utf8("Émile était là, naïf et déçu.".encode("cp1252"), None, "fr")
    assert decoded is not None
    assert (decoded.markup.decode(), decoded.charset) == ("Émile était là, naïf et déçu.", "cp1252")


@pytest.mark.parametrize("name", ["base64", "rot13", "utf-7", "unicode_escape", "idna", "no-such-charset", "\x00"])
def test_a_strange_charset_is_not_used(name: str) -> None:
    decoded = to_utf8("Trời xanh".encode("cp1258", "replace") + b"\xff", f"text/html; charset={name}")
    assert decoded is not None
    assert decoded[1] in ("cp1258", "cp1252")


def test_text_of_any_length_is_nfc() -> None:
    decoded = to_utf8(unicodedata.normalize("NFD", TEXT).encode())
    assert decoded is not None
    assert decoded[0] == TEXT.encode()


def test_every_character_that_composition_could_change_leads_to_it() -> None:
    """Normalising is left out for texts in which nothing can change: that set must miss no character of Unicode."""
    changes = set()
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        character = chr(code)
        if not unicodedata.is_normalized("NFC", character) or unicodedata.combining(character):
            changes.add(character)
        parts = unicodedata.decomposition(character).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            changes.add(chr(int(parts[1], 16)))
    page = "<html><body><p>{}</p></body></html>"
    for character in changes:
        text = page.format(f"e{character}")
        decoded = to_utf8(text.encode("utf-8"))
        assert decoded is not None
        assert unicodedata.is_normalized("NFC", decoded[0].decode()), hex(ord(character))


_LATIN = [*"aăâđeêioôơuưyAĂĐ .,-<>&\n\t", "ế", "ộ", "ñ", "ß", "“", "”", "–", "…"]
_MARKS = ["\u0300", "\u0301", "\u0302", "\u0306", "\u031b", "\u0323", "\u034f", "\u0374", "\u037e"]
_OTHERS = ["\u0387", "\u0391", "\u1e9b", "\u1100", "\u1161", "\u2028", "\u2126", "\u212b", "\u2adc", "\U0001f600"]
_UNSEEN = ["\u200b", "\u200e", "\u2060", "\u00ad", "\ufeff", "\u00a0"]
_PIECES = st.sampled_from([*_LATIN, *_MARKS, *_OTHERS, *_UNSEEN])


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_what_bytes_tell_of_a_latin_text_is_what_its_letters_would(text: str) -> None:
    told = clean_utf8(text.encode())
    assert told is None or told.decode() == unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def test_vietnamese_is_told_by_its_bytes() -> None:
    assert clean_utf8(PAGE.encode()) == PAGE.encode()
    assert clean_utf8(unicodedata.normalize("NFD", TEXT).encode()) == TEXT.encode()
    assert clean_utf8("xin\u200b ch\u00ad\u00e0o".encode()) == "xin chào".encode()
    assert clean_utf8("Привет".encode()) is None
    assert clean_utf8(_windows_1258(TEXT)) is None
