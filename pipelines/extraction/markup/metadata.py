"""What a page says of itself outside its text: `<title>`, meta elements, JSON-LD, the base of its links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipelines.extraction.markup.parsing import Element, text_of
from pipelines.extraction.markup.source import Source
from pipelines.extraction.wording.folding import tidy

_ARTICLES = ("article", "posting", "report", "review")  # the ends of schema.org types that are articles
_MICRODATA: Any = etree.XPath("//body//*[@itemprop]")
_DECODER = json.JSONDecoder(strict=False)
_WRAPPED = re.compile(r"<!(?:--|\[CDATA\[)")
_OBJECT = re.compile(r"[\[{]")
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_LARGEST = 500_000  # characters of JSON-LD that are read


@dataclass(slots=True)
class Metadata:
    """A page's own claims. Evidence like any other: templates copy them from page to page without a look."""

    title: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)  # lower-case name, property or itemprop -> contents
    articles: list[dict[str, object]] = field(default_factory=list)  # JSON-LD objects that are articles
    dated: dict[str, list[str]] = field(default_factory=dict)  # dates of JSON-LD's WebPage, by their names
    people: dict[str, dict[str, object]] = field(default_factory=dict)  # JSON-LD objects with an `@id`, by it
    crumbs: list[str] = field(default_factory=list)  # names of a JSON-LD BreadcrumbList
    language: str = ""
    base: str = ""
    refresh: str = ""

    def first(self, *names: str) -> str:
        """The first value that is not empty among these names."""
        for name in names:
            for value in self.values.get(name, ()):
                if value:
                    return value
        return ""

    def resolved(self, value: object) -> object:
        """A JSON-LD value; where it is no more than the `@id` of an object that the page states elsewhere, that."""
        if isinstance(value, dict) and not value.get("name") and isinstance(identity := value.get("@id"), str):
            return self.people.get(identity, value)
        return value

    def stated(self, key: str) -> Iterator[object]:
        """The values of `key` in the JSON-LD articles."""
        for article in self.articles:
            value = article.get(key)
            if value:
                yield value


def read_metadata(root: Element, source: Source) -> Metadata:
    """Reads what the head and the microdata of a page say. `source`: that of which `root` was made."""
    found = Metadata(language=(root.get("lang") or root.get("xml:lang") or "").strip().lower())
    for element in root.iter("title", "meta", "base", "script"):
        tag = element.tag
        if tag == "title":
            if not found.title:
                found.title = tidy(text_of(element))
        elif tag == "base":
            found.base = found.base or (element.get("href") or "").strip()
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                _read_json(element.text or "", found)
        else:
            _read_meta(element, found)
    for element in _MICRODATA(root) if source.holds("itemprop") else ():  # a look costs less than a walk
        value = element.get("content") or element.get("datetime")
        if value and element.tag != "meta":
            found.values.setdefault(element.get("itemprop").strip().lower(), []).append(tidy(value))
    return found


def _read_meta(element: Element, found: Metadata) -> None:
    content = element.get("content")
    if content is None:
        return
    if (element.get("http-equiv") or "").lower() == "refresh":
        found.refresh = content
    for attribute in ("property", "name", "itemprop"):
        name = element.get(attribute)
        if name:
            found.values.setdefault(_property(name), []).append(tidy(content))


def _property(name: str) -> str:
    """A name as its standard spells it: templates write `article:published:time` for `article:published_time`."""
    head, _, rest = name.strip().lower().partition(":")
    return f"{head}:{re.sub('[:-]', '_', rest)}" if head == "article" else name.strip().lower()


def _read_json(text: str, found: Metadata) -> None:
    if len(text) > _LARGEST:
        return
    stack = _objects(text)
    for _ in range(500):
        if not stack:
            break
        item = stack.pop(0)
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            stack.extend(value for key, value in item.items() if key in ("@graph", "mainEntity", "itemListElement"))
            identity = item.get("@id")
            if isinstance(identity, str) and len(item) > 1:
                found.people.setdefault(identity, item)
            kinds = [str(kind).lower() for kind in _listed(item.get("@type"))]
            if any(kind.endswith(_ARTICLES) for kind in kinds):
                found.articles.append(item)
            elif any(kind.endswith("webpage") for kind in kinds):
                for key in ("datePublished", "dateModified"):
                    found.dated.setdefault(key, []).extend(texts(item.get(key)))
            elif "breadcrumblist" in kinds:
                found.crumbs = _crumbs(item)


def _objects(text: str) -> list[object]:
    """The objects of a JSON-LD script, one behind the other, as far as they can be read.

    Templates wrap them in `<!--` or CDATA as scripts once were, write two without a list, or a comma before the end;
    search engines read them all the same.
    """
    found: list[object] = []
    text = _WRAPPED.sub(" ", text)
    for form in (text, _LAST_COMMA.sub(r"\1", text)):
        position = _next_object(form, 0)
        while position >= 0:
            try:
                value, end = _DECODER.raw_decode(form, position)
            except (ValueError, RecursionError):
                break
            found.append(value)
            position = _next_object(form, end)
        if found:
            break
    return found


def _next_object(text: str, start: int) -> int:
    begun = _OBJECT.search(text, start)
    return begun.start() if begun else -1


def _crumbs(item: dict[str, object]) -> list[str]:
    names = []
    for element in _listed(item.get("itemListElement")):
        if isinstance(element, dict):
            inner = element.get("item")
            name = element.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
            if isinstance(name, str):
                names.append(tidy(name))
    return names


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def texts(value: object) -> list[str]:
    """The texts in a JSON-LD value: a string, an object's name, or a list of either."""
    found = []
    for item in _listed(value):
        if isinstance(item, dict):
            item = item.get("name")
        found += [tidy(inner) for inner in _listed(item) if isinstance(inner, str)]
    return [text for text in found if text]
