"""Authors that the page's head names: JSON-LD and meta elements, believed where the page shows the same name."""

from __future__ import annotations

import re

from pipelines.extraction.folding import fold, squeeze, word_count
from pipelines.extraction.metadata import texts
from pipelines.extraction.names import is_name, is_placeholder, is_unit, trim
from pipelines.extraction.page import Found, Page
from pipelines.extraction.region import Region

_META = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
_SHOWN = 9.5  # more than a line that merely looks like a signature, less than a label or a signature set apart
_SAID = {"json-ld": 6.5, "meta": 2.0}
_SHOWN_META = 8.5
_AROUND = 12  # lines above the title in which a byline may stand


def claimed(page: Page, region: Region) -> list[tuple[float, Found[str]]]:
    """(belief, author) for each source of the head that names people: not the site, an account or an office."""
    said = [("json-ld", list(dict.fromkeys(name for value in page.metadata.stated("author") for name in texts(value))))]
    said += [("meta", _several(page.metadata.values.get(name, []))) for name in _META]
    found = []
    for rule, names in said:
        people = [name for name in map(trim, names) if _is_person(page, name)]
        if not people:
            continue
        value = ", ".join(people)
        shown = all(_is_shown(page, region, name) for name in people)
        belief = _SAID[rule] if not shown else _SHOWN if rule == "json-ld" else _SHOWN_META
        found.append((belief, Found(value, f"{rule}+visible" if shown else rule, value)))
    return found


def _several(contents: list[str]) -> list[str]:
    names = [name for content in contents for name in re.split(r"\s*[,;|]\s*", content)]
    return list(dict.fromkeys(name for name in names if name))


def _is_person(page: Page, name: str) -> bool:
    if is_placeholder(name, page.words) or not is_name(name, page.words) or is_unit(name, page.words):
        return False
    sites = {squeeze(page.metadata.first("og:site_name")), squeeze(page.portal.name) if page.portal else ""}
    host = squeeze(page.url.partition("//")[2].partition("/")[0])
    agency = fold(name) in set(map(fold, page.words.byline.agencies))
    return squeeze(name) not in sites and squeeze(name) not in host and (word_count(name) >= 2 or agency)


def _is_shown(page: Page, region: Region, name: str) -> bool:
    """True where a short line from the title to the end of the text says the name, and not as who merely posted it."""
    key = fold(name)
    for block in page.blocks[max(0, region.title - _AROUND) : region.end]:
        if len(block.text) <= 200 and key in block.key and not page.prose[block.index]:
            return True
    return False
