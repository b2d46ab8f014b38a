"""Names that stand within the text, where agencies put them: behind the place that opens it, or at its very end."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.page import Found, Page
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.eastern_names import MAIL, name_pattern, names_pattern
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.names import is_known_agency, is_name, is_place, is_placeholder
from pipelines.extraction.wording.word_patterns import alternatives
from pipelines.extraction.wording.words import Words

_BELIEF = 7.0  # less than a line that says nothing else
_BEHIND = re.compile(r"[.!?…”]\s*(?:/\.)?\s*\(([^()]{4,60})\)$")
_EDGE = 80  # characters from the beginning, and from the end


def named_in_text(page: Page, region: Region) -> list[tuple[float, Found[str]]]:
    """(belief, author): `新华社北京3月12日电（记者王小明）…`, `[서울=연안통신] 홍길동 기자 = …`, `…【山田太郎】`."""
    texts = sorted([*region.sure, *region.unsure], key=lambda block: block.index)
    if not texts:
        return []
    if texts[-1].text.endswith(")") and (signed := _in_brackets(page, texts[-1].text[-_EDGE:])):
        return [(_BELIEF, Found(signed, "in-text", texts[-1].text[-_EDGE:]))]
    if not page.words.byline.titles:
        return []
    first, last = texts[0].key[:_EDGE], texts[-1].key[-_EDGE:]
    if not any(sign in first or sign in last for sign in _signs(page.words)):
        return []  # as most: to make the patterns takes a hundredth of a second
    opening, end = _patterns(page.words)
    match = opening.match(first) or end.search(last)
    name = next(filter(None, match.groups()), "") if match else ""
    return [(_BELIEF, Found(name, "in-text", match[0]))] if match and not is_placeholder(name, page.words) else []


def _in_brackets(page: Page, end: str) -> str:
    """The name in brackets behind the last sentence: `… đô thị văn minh. (Hồng Hà)`; "" for anything else there."""
    found = _BEHIND.search(end)
    name = found[1] if found else ""
    source = patterns_of(page.words).match("from", fold(name)) if name else None  # `(Theo TTXVN)`
    if source:
        name = name[source.end :]
    if is_known_agency(name, page.words):
        return name
    somebody = not source and len(name.split()) > 1 and is_name(name, page.words) and not is_place(name, page.words)
    credited = name.partition(" ")[0] in page.words.caption.credits
    return name if somebody and not credited and not is_placeholder(name, page.words) else ""


@functools.lru_cache(maxsize=16)
def _signs(words: Words) -> frozenset[str]:
    """What stands beside every name that is found here."""
    return frozenset(map(fold, [*words.byline.roles, *words.byline.titles, "【"]))


@functools.lru_cache(maxsize=16)
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(how a text opens, how it ends), for languages whose names are told by titles."""
    byline = words.byline
    name, names = name_pattern(words), names_pattern(words)
    before, after = alternatives(byline.roles), alternatives(byline.titles)
    short = name.replace("{1,3}", "{1,2}")  # the place follows without a sign
    opening = (
        rf"[^。.!?]{{0,40}}\(\s*{before}\s*({names})\s*\)"
        rf"|\W*[^。.!?()]{{0,12}}{before}({short})(?=\w{{2,4}}\d{{1,2}}日[電电])"
        rf"|\W*[^\].!?]{{0,24}}?\]?\s*({names})\s*{after}\s*="
    )
    mail = rf"(?:{MAIL.pattern}\W*)?$"
    end = rf"\(\s*{before}\s*({names})\s*\)\W*$|【(?:{before}\s*)?({names})】$|[.。]\s*({names})\s+{after}\W*{mail}"
    return re.compile(opening), re.compile(end)
