"""What markup does to text: which elements show none, which set it apart, which only colour it."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.markup.parsing import Element

# fmt: off
DROPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "select", "option",
    "datalist", "textarea", "button", "head", "title", "meta", "link", "audio", "video", "canvas", "map", "progress",
    "meter", "dialog",
})
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "o:p", "st1:place",
})
# fmt: on
BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"i", "em", "cite"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CHROME = frozenset({"nav", "footer", "aside", "header"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hide|hidden|d-none|sr-only|visually-hidden|modal|screen-reader-text)(?:\s|$)")
_SHOWN_CLASS = re.compile(r"(?:^|\s)(?:[a-z]+:(?:block|flex|inline\S*|grid)|d-\w+-\w+|show)(?:\s|$)")
ALIGN = re.compile(r"text-align\s*:\s*(right|center)", re.IGNORECASE)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def styled(style: str, bold: bool, italic: bool) -> tuple[bool, bool]:
    """Whether text is bold, and italic, once a style attribute is put on it. Kept, because styles repeat."""
    if BOLD_STYLE.search(style):
        bold = True
    elif PLAIN_STYLE.search(style):
        bold = False
    return bold, italic or ITALIC_STYLE.search(style) is not None


def is_hidden(element: Element, attributes: list[str]) -> bool:
    """True for an element that style or a framework's class keeps from being shown. `attributes`: the names of its."""
    if "hidden" in attributes:
        return True
    if "style" in attributes and _hides(element.get("style")):
        return True
    return "class" in attributes and _is_hidden_class(element.get("class"))


@functools.lru_cache(maxsize=4096)
def _hides(style: str) -> bool:
    return _HIDDEN_STYLE.search(style) is not None


@functools.lru_cache(maxsize=8192)
def _is_hidden_class(names: str) -> bool:
    # To look for what these have takes a fifth of the pattern's time, and nearly all names have none of it.
    return (
        ("hid" in names or "-none" in names or "sr-" in names or "modal" in names or "screen-" in names)
        and _HIDDEN_CLASS.search(names) is not None
        and _SHOWN_CLASS.search(names) is None
    )
