"""The language of the text: by its letters, else as page or portal say. Templates often say the wrong one."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.page import Found, Page
from pipelines.extraction.wording.words import FALLBACK, all_letters, file_of

_LANG = re.compile(rb"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_ASCII = bytes(range(0x80))
_NUMBERED = re.compile(rb"&#(?:(\d{3,5})|[xX]0*([0-9a-fA-F]{2,4}));")
_EASTERN = frozenset(("ja", "ko", "th", "zh"))
# All bytes but those that Thai, Chinese, Japanese and Korean letters begin with in UTF-8.
_NOT_EASTERN = bytes(set(range(0x100)) - {0xE0, *range(0xE3, 0xEE)})
_A_KANA = 8  # Chinese characters that one Japanese letter outweighs; a Japanese page has as many of both
_MOSTLY = 7  # times that share: names in these letters stand in texts of all languages
_SAYS = 3  # Latin letters that say what one of those does
_LATIN = re.compile(rb"[a-zA-Z]")
_TAGS = re.compile(rb"<(?:script\b.*?</script|[^>]*)>", re.DOTALL)
_SHARE = 0.03  # of letters that only this language uses; Vietnamese prose has some 15%
_SAMPLE = 800  # characters
_HEAD = 30_000  # bytes in which the opening tag stands; conditional comments may come before
_PAGE_LETTERS = 4  # letters of its own that a page must show
_PAGE_SAMPLE = 15_000  # bytes of letters that are not ASCII


@functools.lru_cache(maxsize=2)
def _own_letters(eastern: bool) -> list[tuple[str, re.Pattern[str]]]:
    found = [(language, re.compile(f"[{letters}]")) for language, letters in all_letters().items()]
    return [(language, own) for language, own in found if eastern or language not in _EASTERN]


def _counted(foreign: str, eastern: bool) -> dict[str, int]:
    """How often each language's letters stand in a text. Chinese characters beside Japanese letters are Japanese.

    Only a text with `eastern` letters is asked for those of all: most pages have none.
    """
    counts = {language: len(own.findall(foreign)) for language, own in _own_letters(eastern)}
    if eastern and counts.get("ja", 0) * _A_KANA > counts.get("zh", 0):
        counts["ja"] += counts.pop("zh", 0)
    return counts


def words_language(markup: bytes) -> str:
    """The language whose words a page of no known portal is read with: by its letters, else by its `lang`."""
    parts = markup[:10_000], markup[len(markup) // 3 : len(markup) // 3 + 20_000]
    # Some systems write every letter beyond ASCII as a reference: `&#7879;`.
    letters = b"".join(part + _referred(part) if b"&#" in part else part for part in parts)
    foreign_bytes = _beyond_ascii(letters)[:_PAGE_SAMPLE]
    foreign = foreign_bytes.decode("utf-8", "ignore").lower()
    eastern = len(foreign_bytes.translate(None, _NOT_EASTERN)) > _PAGE_LETTERS
    best, most = FALLBACK, _PAGE_LETTERS
    for language, count in _counted(foreign, eastern).items():
        if count > max(most, len(foreign) // 4):
            best, most = language, count
    if best in _EASTERN and most * _SAYS < len(_LATIN.findall(_TAGS.sub(b" ", letters))):
        best = FALLBACK  # an English page with the name of its paper, and a menu, in Chinese
    if best == FALLBACK:
        said = _LANG.search(markup[:_HEAD])
        name = file_of(said[1].decode().lower()) if said else FALLBACK
        if name not in all_letters():
            return name
    return best


def _beyond_ascii(text: bytes) -> bytes:
    """The letters and signs that are not ASCII."""
    return text.translate(None, _ASCII)


def _referred(markup: bytes) -> bytes:
    """The letters that are written as references."""
    numbers = (int(decimal) if decimal else int(hexadecimal, 16) for decimal, hexadecimal in _NUMBERED.findall(markup))
    return "".join(map(chr, numbers)).encode("utf-8", "ignore")


def read_language(page: Page, body: Found[object] | None) -> Found[str] | None:
    """The language's code (`vi`), with what it was told by."""
    sample = str(body.value)[:_SAMPLE].lower() if body else ""
    foreign_bytes = _beyond_ascii(sample.encode("utf-8", "ignore"))
    foreign = foreign_bytes.decode("utf-8", "ignore")
    least = max(1, _SHARE * sum(map(str.isalpha, sample)))
    for language, count in _counted(foreign, bool(foreign_bytes.translate(None, _NOT_EASTERN))).items():
        if count >= (_MOSTLY * least if language in _EASTERN else least):
            return Found(language, "letters", sample[:100])
    said = re.match(r"[a-z]{2,3}(?=$|[-_])", page.metadata.language)
    if said and said[0] not in all_letters():  # letters would have shown those
        return Found(said[0], "html-lang", page.metadata.language)
    if page.portal and page.portal.language not in all_letters():
        return Found(page.portal.language, "portal", page.portal.language)
    return None
