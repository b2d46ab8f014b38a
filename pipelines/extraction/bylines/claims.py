"""Authors that the page's head names: JSON-LD and meta elements, believed where the page shows the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.page import Found, Page
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.eastern_names import is_unspaced
from pipelines.extraction.wording.folding import fold, squeeze, tidy, word_count
from pipelines.extraction.wording.names import is_account, is_known_agency, is_name, is_placeholder, trim
from pipelines.extraction.wording.offices import is_unit

_META = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
_SHOWN = 9.5  # more than a line that merely looks like a signature, less than a label or a signature set apart
_SAID = {"json-ld": 6.5, "meta": 2.0}
_SHOWN_META = 8.5
_NEWSROOM = 1.0  # less than any person
_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 6  # lists and objects within one another
_LONGEST = 60  # characters of a newsroom's name
_AROUND = 12  # lines above the title in which a byline may stand


def claimed(page: Page, region: Region) -> list[tuple[float, Found[str]]]:
    """(belief, author) for each source of the head that names people: not the site, an account or an office.

    Where JSON-LD names the newsroom and nothing names a person, the newsroom is the author, in languages whose papers
    say so on purpose (`byline.newsroom` of the words file).
    """
    stated = _once(name for value in page.metadata.stated("author") for name in _named(page, value))
    said = [("json-ld", stated)]
    said += [("meta", _several(page.metadata.values.get(name, []))) for name in _META]
    found = []
    for rule, names in said:
        names = [_turned(page, region, name) for name in names]
        people = [person for name in names for person in _people(page, name)]
        if not people:
            continue
        shown = all(_is_shown(page, region, name) for name in people)
        sure = shown and not (rule == "json-ld" and _is_account(page))
        belief = _SAID[rule] if not sure else _SHOWN if rule == "json-ld" else _SHOWN_META
        if rule == "json-ld" and page.words.byline.newsroom:  # it lists all: people, agencies, the newsroom
            people = [
                each for name in names for each in _people(page, name) or [trim(name)] * _is_newsroom(page, trim(name))
            ]
        value = ", ".join(people)
        found.append((belief, Found(value, f"{rule}+visible" if shown else rule, value)))
    newsroom = [name for name in map(trim, stated) if _is_newsroom(page, name)]
    if newsroom and page.words.byline.newsroom:
        found.append((_NEWSROOM, Found(", ".join(newsroom), "json-ld: newsroom", ", ".join(stated))))
    return found


def _once(names: Iterable[str]) -> list[str]:
    """The names, each once, as it is spelled first: `Ruth Hallam` and not `ruth-hallam` too."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(squeeze(name), name)
    return list(found.values())


def _named(page: Page, value: object, deep: int = 0) -> Iterator[str]:
    """The names in a JSON-LD author: a string, an object with a name or its parts, or lists of them in lists."""
    value = page.metadata.resolved(value)
    if deep > _DEEPEST:  # objects may refer to one another in a circle
        return
    if isinstance(value, list):
        for item in value:
            yield from _named(page, item, deep + 1)
    elif isinstance(value, dict):
        parts = [value.get(part) for part in ("givenName", "familyName")]
        whole = " ".join(part for part in parts if isinstance(part, str))
        yield from _named(page, value.get("name") or whole, deep + 1)
    elif isinstance(value, str) and (name := tidy(_TAG.sub("", value))):
        yield name


def _is_account(page: Page) -> bool:
    """True where the author's address in JSON-LD is an account's (`/author/admin/`): who posted it, at least."""
    for value in page.metadata.stated("author"):
        for item in value if isinstance(value, list) else [value]:
            address = str(item.get("url") or item.get("@id") or "") if isinstance(item, dict) else ""
            if is_account(address.rstrip("/").rpartition("/")[2], page.words):
                return True
    return False


def _people(page: Page, name: str) -> list[str]:
    """The people in one stated name; `Ruth Hallam, professor of law` is one, with what she does."""
    by = patterns_of(page.words).match("before_name", fold(name))  # `By Ruth Hallam` in a meta element
    name = trim(name[by.end :] if by else name)
    if "|" in name:  # `Ruth Hallam | Harbour Post`
        return [person for part in name.split("|") for person in _people(page, part)]
    if _is_person(page, name):
        return [name]
    parts = [trim(part) for part in name.split(",")]
    return [part for part in parts if _is_person(page, part)] if _is_person(page, parts[0]) else []


def _turned(page: Page, region: Region, name: str) -> str:
    """`Hallam, Ruth` as `Ruth Hallam`, where the page shows it so; else it may be two people, or as it is written."""
    surname, _, given = (trim(part) for part in name.partition(","))
    turned = f"{given} {surname}"
    one = given and "," not in given and max(len(given.split()), len(surname.split())) <= 2
    return turned if one and not _is_shown(page, region, name) and _is_shown(page, region, turned) else name


def _is_newsroom(page: Page, name: str) -> bool:
    """True for a name of letters that no template left there: an organisation, the publication itself."""
    return 2 <= len(name) <= _LONGEST and not is_placeholder(name, page.words) and word_count(name) <= 6


def names_no_person(page: Page) -> bool:
    """True where the head states an author, and it is the newsroom or an account: a person wrote it all the same."""
    stated = [name for value in page.metadata.stated("author") for name in _named(page, value)]
    stated += _several(page.metadata.values.get("author", []))
    return bool(stated) and (_is_account(page) or not any(_people(page, name) for name in stated))


def _several(contents: list[str]) -> list[str]:
    names = [name for content in contents for name in re.split(r"\s*[,;|]\s*", content)]
    return list(dict.fromkeys(name for name in names if name))


def _is_person(page: Page, name: str) -> bool:
    if is_placeholder(name, page.words) or not is_name(name, page.words) or is_unit(name, page.words):
        return False
    if "&" in name and any(len(part.split()) < 2 for part in name.split("&")):  # `Mill & Salt Holdings`
        return False
    agency = is_known_agency(name, page.words)
    return (
        not is_own(page, name)
        and squeeze(name) not in squeeze(page.host)
        and (word_count(name) >= 2 or agency or is_unspaced(name))
    )


def is_own(page: Page, name: str) -> bool:
    """True for the name of the site, of its portal or publisher, or one that begins with it: a desk of theirs."""
    own = [page.metadata.first("og:site_name"), page.portal.name if page.portal else ""]
    own += [publisher for value in page.metadata.stated("publisher") for publisher in _named(page, value)]
    if any(squeeze(name) == squeeze(each) or fold(name).startswith(fold(each) + " ") for each in own if each):
        return True
    return squeeze(name) in page.host.split(".")[:-1]


def _is_shown(page: Page, region: Region, name: str) -> bool:
    """True where a short line from the title to the end of the text says the name, and not as who merely posted it."""
    key = fold(name)
    for block in page.blocks[max(0, region.title - _AROUND) : region.end]:
        if len(block.text) <= 200 and key in block.key and not page.prose[block.index]:
            return True
    return False
