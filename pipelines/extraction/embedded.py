"""The text and the date of a page that shows none without its scripts: they carry it, as HTML within JSON."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from lxml import etree

from pipelines.extraction.dates.stated import PUBLISHED_NAMES
from pipelines.extraction.markup.metadata import Metadata, texts
from pipelines.extraction.markup.parsing import Element, parse
from pipelines.extraction.markup.source import Source

RULE = "script"  # the rule in the evidence of a body that was read so
_LEAST = 400  # characters of a text; a shorter one is a teaser
_LARGEST = 2_000_000  # characters of scripts that are looked through
_ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
_DEEPEST = 4  # JSON within a string of JSON, as React's stream and Nuxt's state have it
# Possessive, and begun only by a quote with no backslash before it: one pass, whatever the script holds.
_STRING = re.compile(r'(?<!\\)"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_MARKUP = re.compile(
    r"<(?:p|div|span|h[1-6]|figure|img|table|section|article|strong|b|em|ul|ol)\b[^>]*>", re.IGNORECASE
)
# `$$AD$$`, `{{ad}}`, `[[ad]]`: places that a script fills.
_PLACE = re.compile(r"([$%#@]{2}|\{\{|\[\[)\s*[\w .:-]{1,40}\s*(?:\1|\}\}|\]\])")
# `"deployDt":"2026.01.29 18:40"`, its quotes escaped where it stands within a string.
_PUBLISHED = re.compile(
    r'"(?:date_?)?(?:first_?)?(?:publish(?:ed)?|publication|posted|released?|deploy(?:ed)?|issued?)'
    r'_?(?:at|on|dt|date|time|datetime)\\*"\s*:\s*\\*"([^"\\]{8,40})',
    re.IGNORECASE,
)


def states_article(metadata: Metadata) -> bool:
    """True for a page whose head says that it is an article: lists of news carry the texts of many in their scripts."""
    if metadata.articles or metadata.first("article:published_time"):
        return True
    return metadata.first("og:type").lower() == "article"


def show_embedded(root: Element, metadata: Metadata, source: Source) -> bool:
    """Puts the article's text from the scripts into the page's body, where a script would show it.

    False, and nothing done, where the scripts hold no text, or several and none is longer than all others together.
    """
    plain = _plain(metadata)
    dated = any(metadata.stated("datePublished")) or bool(metadata.first(*PUBLISHED_NAMES))
    scripts = [] if plain and dated else _scripts(source)
    found = plain or _marked_up(scripts)
    if not found:
        return False
    above = _heading(found, metadata) + ("" if dated else _date(scripts))
    article = f"<body><article>{above}{_PLACE.sub('', found)}</article></body>"
    page = parse(article.encode("utf-8", "replace"))  # JSON may spell half a character
    shown = page.find("body/article") if page is not None else None
    if shown is None:
        return False
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    body.append(shown)
    return True


def _heading(text: str, metadata: Metadata) -> str:
    """The headline that the head states: the script shows it above the text, where the text has none itself."""
    stated = [*texts(list(metadata.stated("headline"))), metadata.first("headline", "og:title"), metadata.title]
    headline = next(filter(None, stated), "")
    return "" if re.search(r"<h1\b", text, re.IGNORECASE) else f"<h1>{html.escape(headline)}</h1>"


def _plain(metadata: Metadata) -> str:
    """The `articleBody` of JSON-LD as paragraphs, line by line."""
    stated = [value for value in metadata.stated("articleBody") if isinstance(value, str) and len(value) >= _LEAST]
    if len(stated) != 1:
        return ""
    if _MARKUP.search(stated[0]):
        return stated[0]
    lines = [line.strip() for line in stated[0].splitlines()]
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)


def _scripts(source: Source) -> list[str]:
    """The texts of the scripts, which only the whole page has."""
    whole = parse(source.whole.encode())
    scripts = whole.iter("script") if whole is not None else ()
    found = (script.text for script in scripts if script.text and "ld+json" not in (script.get("type") or ""))
    return [_unescaped(text) if "&q;" in text else text for text in found]


def _unescaped(text: str) -> str:
    """The state that Angular hands from server to browser, whose quotes and angles it writes as `&q;`, `&l;`."""
    for escaped, sign in _ANGULAR:
        text = text.replace(escaped, sign)
    return text


def _date(scripts: list[str]) -> str:
    """The line of a date that a script would show: the day of publication that they name, where they name no other."""
    named = [value for script in scripts for value in _PUBLISHED.findall(script[:_LARGEST])]
    days = {re.sub(r"\D", "", value)[:8] for value in named}
    return f"<p>{html.escape(max(named, key=len))}</p>" if len(days) == 1 else ""


def _marked_up(scripts: list[str]) -> str:
    found: dict[str, int] = {}
    for text in scripts:
        if len(text) >= _LEAST:
            for piece in _strings(text[:_LARGEST], _DEEPEST):
                found[piece] = len(_MARKUP.sub("", piece))
    if not found:
        return ""
    longest = max(found, key=lambda piece: found[piece])
    others = sum(length for piece, length in found.items() if piece not in longest)
    return longest if found[longest] >= _LEAST and found[longest] > others else ""


def _strings(text: str, depth: int) -> Iterator[str]:
    """The strings of a script that are HTML; of nested ones the innermost."""
    for match in _STRING.finditer(text):
        if len(match[0]) < _LEAST:
            continue
        value = _decoded(match[0])
        inner = list(_strings(value, depth - 1)) if depth and '"' in value else []
        if inner:
            yield from inner
        elif value.lstrip().startswith("<") and _MARKUP.search(value):
            yield value


def _decoded(literal: str) -> str:
    """The text of a JSON or JavaScript string; "" for what is neither."""
    literal = re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", literal.replace("\\'", "'"))
    try:
        value = json.loads(literal, strict=False)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""
