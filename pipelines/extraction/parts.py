"""The parts of a known platform's page that hold the article: the rest is cut off before anything else is read."""

from __future__ import annotations

from pipelines.extraction.parsing import Element
from pipelines.extraction.rules import select


def keep_parts(root: Element, parts: tuple[str, ...], platform: str) -> bool:
    """Cuts everything out of the body but the elements that the selectors find, and what stands around those.

    Two thirds of a page are menus, sidebars and footers, and reading costs what is read. False, and nothing cut, where
    a page has not the first of the parts: the one that holds the article itself.
    """
    body = root.find("body")
    lists = [select(root, selector, f"platform {platform}, parts") for selector in parts]
    found = {element for elements in lists for element in elements}
    if body is None or not lists[0] or body in found:
        return False
    around = {ancestor for element in found for ancestor in element.iterancestors()}
    stack = [body]
    while stack:
        for child in list(stack.pop()):
            if child in around and child not in found:
                stack.append(child)
            elif child not in found:
                _remove(child)
    return True


def _remove(element: Element) -> None:
    """Takes an element and the text behind it out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
