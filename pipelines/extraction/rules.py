"""The `[[rules]]` of a portal file: selectors that win over everything, each in its time."""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import Any

import msgspec
from lxml import etree
from lxml.cssselect import CSSSelector, SelectorError

from pipelines.extraction.lines.blocks import MARKS, Document
from pipelines.extraction.markup.parsing import Element, parse, text_of
from pipelines.extraction.markup.source import Source
from pipelines.extraction.wording.folding import tidy
from portals import FieldRules, Portal, PortalError

_MARK = re.compile(rf"\[({'|'.join(MARKS)})=([\w-]+)\]")
_UNSEEN = re.compile(r"\b(?:script|style|svg)\b")  # elements that are empty in the tree (`lightening.py`)


class Selection(msgspec.Struct, frozen=True):
    """What a rule's selector found: the selector as written, the elements (or texts) in document order."""

    selector: str
    elements: tuple[Any, ...]

    @property
    def text(self) -> str:
        """The text of the first thing found."""
        first = self.elements[0]
        return tidy(first if isinstance(first, str) else text_of(first))


def selections(portal: Portal | None, root: Element, source: Source, day: date | None) -> dict[str, Selection]:
    """Field -> what the rules valid on `day` (of the capture, in the portal's zone) find on this page.

    Where several rules name a field, the first whose selector finds something wins. Without a day, only rules that
    are still valid count. Raises PortalError for a selector that is none.
    """
    found: dict[str, Selection] = {}
    for position, rule in enumerate(portal.rules if portal else ()):
        if not _valid(rule, day):
            continue
        for field in msgspec.structs.fields(rule):
            selector = getattr(rule, field.name)
            if field.name in found or not isinstance(selector, str):
                continue
            tree = parse(source.whole.encode()) if _UNSEEN.search(selector) else root
            elements = select(tree, selector, f"{portal.id if portal else ''}: rules[{position}].{field.name}")
            if elements:
                found[field.name] = Selection(selector, tuple(elements))
    return found


def check_selectors(portal: Portal) -> None:
    """Raises PortalError for the first rule of a portal that is no selector. Some are known only when they are used."""
    root = parse(b"<p>a</p>")
    for position, rule in enumerate(portal.rules):
        for field in msgspec.structs.fields(rule):
            selector = getattr(rule, field.name)
            if isinstance(selector, str) and root is not None:
                select(root, selector, f"{portal.id}: rules[{position}].{field.name}")


def _valid(rule: FieldRules, day: date | None) -> bool:
    if day is None:
        return rule.until is None
    return (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)


def select(root: Element, selector: str, where: str) -> list[Any]:
    """Elements and texts that `css:…` or `xpath:…` finds. Raises PortalError, which names `where`, for no selector."""
    try:
        found = _compiled(selector)(root) if root is not None else []
    except (etree.XPathError, SelectorError, ValueError) as error:
        raise PortalError(f"portal {where} is {selector!r}, which is no selector: {error}") from None
    return [item for item in found if not isinstance(item, str) or item.strip()] if isinstance(found, list) else []


def _may_match(source: Source, selector: str) -> bool:
    """False where a CSS selector names a class, an id or an attribute's value that the page's markup does not hold."""
    return all(map(source.holds, _names(selector)))


@functools.lru_cache(maxsize=512)
def _names(selector: str) -> tuple[str, ...]:
    """What a selector asks for: class names and ids, attributes and pieces of their values."""
    attributes = re.findall(r"\[([\w-]+)[~|^$*]?=[\"']?([\w-]+)", selector)
    names = re.findall(r"[.#]([\w-]+)", re.sub(r"\[[^\]]*\]", "", selector))
    return (*names, *(piece for attribute in attributes for piece in attribute))


def elements_of(document: Document, source: Source, selector: str, where: str) -> list[Any]:
    """The same as `select`, for a selector of a platform: most need no walk in XPath."""
    if selector.isalpha():
        return list(document.root.iter(selector))
    mark = _MARK.fullmatch(selector)
    if mark:
        return [element for element in document.marked if element.get(mark[1]) == mark[2]]
    return select(document.root, selector, where) if _may_match(source, selector) else []


@functools.lru_cache(maxsize=512)
def _compiled(selector: str) -> Any:
    kind, _, expression = selector.partition(":")
    if kind == "xpath":
        return etree.XPath(expression)
    return CSSSelector(expression if kind == "css" else selector, translator="html")
