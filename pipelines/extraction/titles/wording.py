"""Which wording of the title counts, where the line on the page and the page's head say it differently."""

from __future__ import annotations

import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.wording.folding import fold, squeeze, word_count

_SHORTEST = 3  # words; less is no headline
_BREAK = re.compile(r"[\s:–—|•·/-]+$")
_TRAIL = re.compile(r"[>»›]\s*$")  # of a breadcrumb that stands in the heading
_OPENING = "\"'“”‘’„‚«»‹›「『([¿¡"
_KICKER = 60  # letters of a line above a headline (`Minderheit in Syrien - …`)
_HEAD = ("json-ld", "meta")


def settled(line: str, block: Block, said: list[tuple[str, str]], support: str) -> tuple[str, str]:
    """(title, rule) for the visible `line`, what the head of the page `said` (rule, text), and what spoke for the line.

    The line counts, but for three things. A kicker in front of it is none of it, if the head leaves it away (of one in
    an element of its own `<title>` is enough, where nothing states it), and is part of it, if both JSON-LD and Open
    Graph say so. Two words that stand in two elements without a space are
    parted as in the head. And where two sources of the head agree on another headline, and nothing in the head or the
    address knows the line, the line is a banner or a running headline; but not where JSON-LD and Open Graph have little
    in common themselves: a newsroom that writes two headlines for others writes a third for its readers.
    """
    key = squeeze(line)
    headlines = [(rule, text) for rule, text in said if rule in _HEAD]
    for rule, text in headlines:
        claim = squeeze(text)
        if claim == key and len(text) > len(line) and len(block.pieces) > 1:
            return text, rule
        if word_count(text) >= _SHORTEST and len(claim) < len(key) <= len(claim) + _KICKER and key.endswith(claim):
            tail = _tail(line, len(claim))
            if _BREAK.search(line[: len(line) - len(tail)]) or _begins_element(block, len(claim)):
                return tail, f"{rule}: without kicker"
    whole = any(squeeze(text) == key for _, text in headlines)
    for rule, text in said:
        claim = squeeze(text)
        if word_count(text) >= _SHORTEST and len(claim) < len(key) and key.endswith(claim):
            tail = _tail(line, len(claim))
            if _TRAIL.search(line[: len(line) - len(tail)]):
                return tail, f"{rule}: without trail"
            if not whole and len(key) <= len(claim) + _KICKER and _begins_element(block, len(claim)):
                return tail, f"{rule}: without kicker"
    both = {squeeze(text) for rule, text in headlines if rule == "json-ld"} & {
        squeeze(text) for rule, text in headlines if rule == "meta"
    }
    for rule, text in headlines:
        claim = squeeze(text)
        if claim in both and claim != key and claim.endswith(key) and len(claim) <= len(key) + _KICKER:
            return text, f"{rule}: with kicker"
    known = {"json-ld", "meta", "title-element", "url", "context"} & set(support.split("+"))
    begun = any(word_count(text) >= _SHORTEST and key.startswith(squeeze(text)) for _, text in headlines)
    banner = not known and not begun and not _of_two_minds(headlines)
    return (_agreed(said) if banner else None) or (line, "")


def _begins_element(block: Block, letters: int) -> bool:
    """True where the last so many letters of a line begin right where another element of the line does."""
    left = letters
    for before, piece in zip(block.pieces[-2::-1], block.pieces[:0:-1], strict=False):
        left -= len(squeeze(piece.text))
        if left <= 0:
            return left == 0 and before.element is not piece.element
    return False


def _tail(line: str, letters: int) -> str:
    """The end of a line that holds so many letters and digits, with the quotes or brackets that open it.

    In the line's own marks: heads are full of straight quotes where the page has typographic ones.
    """
    folded, start = fold(line), len(line)
    while letters:
        start -= 1
        letters -= folded[start].isalnum()
    return line[len(line[:start].rstrip(_OPENING)) :]


def _of_two_minds(headlines: list[tuple[str, str]]) -> bool:
    """True where JSON-LD and Open Graph state headlines that share fewer than half of the shorter one's words."""
    words: dict[str, frozenset[str]] = {}
    for rule, text in headlines:
        if word_count(text) > _SHORTEST:
            words.setdefault(rule, frozenset(re.findall(r"\w+", fold(text))))
    if len(words) < 2:
        return False
    one, other = words.values()
    return 2 * len(one & other) < min(len(one), len(other))


def _agreed(said: list[tuple[str, str]]) -> tuple[str, str] | None:
    """A headline of JSON-LD or Open Graph that another of the head's sources has too."""
    for rule, text in said:
        claim = squeeze(text)
        if rule not in _HEAD or word_count(text) <= _SHORTEST:
            continue
        others = [(other, squeeze(words)) for other, words in said if other != rule and other != "context"]
        if any(words == claim or (other == "title-element" and words.startswith(claim)) for other, words in others):
            return text, f"{rule}: two sources agree"
    return None


__all__ = ["settled"]
