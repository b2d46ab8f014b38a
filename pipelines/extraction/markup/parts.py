"""The parts of a known platform's page that hold the article: cut out of the markup before anything is parsed.

Two thirds of a page are menus, sidebars and footers, and a tree costs what is in it. So the parts are found as text: a
start tag by its name, class or id, and its end by counting. What comes out is a page of the same head, a body of the
parts, and nothing else; whoever reads it falls back on the whole page where that is no article.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

_PART = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+)|\[(class|id)\*=([\w-]+)\])(?::has\(([^)]+)\))?")
_HEAD_END = re.compile(rb"</head\s*>|<body(?=[\s>])", re.IGNORECASE)
# What is said of the article in JSON-LD counts wherever it stands.
_STATED = re.compile(rb"<script\b[^>]{0,500}ld\+json[^>]{0,500}>(?:.*?</script\s*>|.*)", re.IGNORECASE | re.DOTALL)
_LONGEST_TAG = 2000  # bytes of a start tag
_MOST = 50  # elements that one part may be


class _Part(NamedTuple):
    """`name`: the class or id to look for; `opening`: the start tag that bears it; `holds`: what must stand in it."""

    name: bytes
    opening: re.Pattern[bytes]
    holds: bytes


def cut(markup: bytes, parts: tuple[str, ...]) -> bytes | None:
    """The page with its head and the parts only; None where it has no head, or not the first of the parts, and where
    elements of its kind are closed more often than opened: nobody can count them then.

    A part is `tag.class`, `tag#id` or `[class*=piece]`, the tag optional; `:has(text)` asks for text in its markup, and
    the smallest element that has it is the part; of `one | other` the first that is there is. The parts stay in page
    order; one within another is there once.
    """
    head = _HEAD_END.search(markup)
    if head is None:
        return None
    countable = functools.cache(lambda tag: not _more_closed(markup, tag))
    spans: list[tuple[int, int]] = []
    for number, part in enumerate(parts):
        spans += next(filter(None, (_spans(markup, each, countable) for each in _compiled(part))), [])
        if not spans and number == 0:
            return None
    kept: list[bytes] = []
    end = head.end()
    for start, stop in sorted(spans):
        if stop > end and start >= head.end():
            kept.append(markup[max(start, end) : stop])
            end = stop
    opened = b">" if head[0].lower().startswith(b"<body") else b"<body>"
    stated = _STATED.findall(markup, head.end()) if b"ld+json" in markup else []
    return b"".join([markup[: head.end()], opened, *kept, *stated, b"</body></html>"]) if kept else None


@functools.lru_cache(maxsize=256)
def _compiled(part: str) -> tuple[_Part, ...]:
    return tuple(map(_one, part.split(" | ")))


def _one(part: str) -> _Part:
    found = _PART.fullmatch(part)
    if found is None:
        raise ValueError(f"{part!r} is no part: write tag.class, tag#id or [class*=piece], with :has(text) or without")
    tag, sign, name, attribute, piece, holds = found.groups()
    if piece:
        value = rf"[^\"'>]*{re.escape(piece)}"
    else:
        attribute = "class" if sign == "." else "id"
        before = r"(?:[^\"'>]*\s)?" if sign == "." else ""
        value = rf"{before}{re.escape(name)}(?=[\"'\s>])"
    pattern = rf"<({tag or '[a-zA-Z][a-zA-Z0-9]*'})\s(?:[^>]*?\s)?{attribute}\s*=\s*[\"']?{value}"
    return _Part((name or piece).encode(), re.compile(pattern.encode(), re.IGNORECASE), (holds or "").encode())


def _spans(markup: bytes, part: _Part, countable: Callable[[bytes], bool]) -> list[tuple[int, int]]:
    """Where the elements that are this part begin and end; none where a tag of theirs is not `countable`."""
    found: list[tuple[int, int]] = []
    position = markup.find(part.name)
    while position >= 0 and len(found) < _MOST:
        start = markup.rfind(b"<", max(0, position - _LONGEST_TAG), position)
        opened = part.opening.match(markup, start, start + _LONGEST_TAG) if start >= 0 else None
        if opened and (not found or found[-1][0] != start):
            if not countable(opened[1].lower()):
                return []
            end = _end(markup, opened[1], start)
            if not part.holds or markup.find(part.holds, start, end) >= 0:
                found.append((start, end))
        position = markup.find(part.name, position + len(part.name))
    if part.holds and found:  # the innermost
        return [min(found, key=lambda span: span[1] - span[0])]
    return found


def _more_closed(markup: bytes, tag: bytes) -> bool:
    """True where an end tag too many, pasted into the article, would end it too early."""
    forms = (tag, tag.upper())
    return sum(markup.count(b"</" + form) - markup.count(b"<" + form) for form in forms) > 0


def _end(markup: bytes, tag: bytes, start: int) -> int:
    """Where the element ends that begins at `start`: by counting its kind. The markup's end, if it is never closed."""
    depth = 0
    for found in _tags(tag.lower()).finditer(markup, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end()
    return len(markup)


@functools.lru_cache(maxsize=64)
def _tags(tag: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(/)?%b(?=[\s>/])[^>]*>" % tag, re.IGNORECASE)
