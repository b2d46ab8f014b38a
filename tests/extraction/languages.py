"""One small news page in each of many languages, made up, with what a reader sees on it."""

from __future__ import annotations

import functools
import html
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent / "news"
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.toml"))
e = html.escape


class News(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page as it is printed, and by hand what must be read of it."""

    title: str
    dated: str
    byline: str
    paragraphs: tuple[str, str, str, str]
    more: str  # stands among the paragraphs, before a link
    source: str  # the line below the text
    heading: str  # above the list of other articles
    home: str
    tools: tuple[str, ...]
    caption: str
    advertisement: str  # what stands above one
    files: str  # the label of what is attached
    tags: str  # the label
    tag: str
    footer: str
    others: tuple[str, str, str]  # the one linked in the text, then those of the list
    published: str
    authors: tuple[str, ...]


@functools.cache
def news(language: str) -> News:
    """The page in that language."""
    return msgspec.toml.decode((FOLDER / f"{language}.toml").read_bytes(), type=News)


def page_of(language: str) -> bytes:
    """The markup of that page: nothing in its head but the title, nothing in it that a class name tells."""
    said = news(language)
    first, second, third, fourth = (f"<p>{e(paragraph)}</p>" for paragraph in said.paragraphs)
    link, *listed = (f'<a href="/news/{number}">{e(title)}</a>' for number, title in enumerate(said.others, 70))
    items = "".join(f"<li>{item}</li>" for item in listed)
    tools = "".join(f"<div>{e(tool)}</div>" for tool in said.tools)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{e(said.title)}</title></head>'
        f'<body><div><a href="/">{e(said.home)}</a></div><main><h1>{e(said.title)}</h1><div>{e(said.dated)}</div>'
        f'<div>{e(said.byline)}</div>{tools}<div>{first}<p><img src="/bridge.jpg"></p><p>{e(said.caption)}</p>{second}'
        f"<p>{e(said.more)} {link}</p>{third}<p>{e(said.advertisement)}</p>{fourth}<p>{e(said.source)}</p>"
        f'<p>{e(said.files)}: <a href="/f/plan.pdf">plan.pdf</a></p></div>'
        f'<div>{e(said.tags)} <a href="/tag/7">{e(said.tag)}</a></div>'
        f"<h3>{e(said.heading)}</h3><ul>{items}</ul></main><div>{e(said.footer)}</div></body></html>"
    ).encode()
