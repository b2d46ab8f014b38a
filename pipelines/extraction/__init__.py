"""Bytes of a page to a reading. Pure: no network, no clock, no file but the words of the languages.

`extract` decodes, parses once, lists the visible lines, finds where the article stands by what those lines say, and
reads each field from the witnesses that agree: visible text first, then metadata, address and context.
`Article.evidence` says for each field which rule gave it and from which text.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.resources
from datetime import datetime
from importlib.resources.abc import Traversable

from archive.model import Article, Context, Rejection
from pipelines.extraction.opening import open_page
from pipelines.extraction.reading import read
from portals import Portal

__all__ = ["extract", "open_page", "read", "rules_digest"]

DEFAULT_LANGUAGE = "vi"


def extract(
    body: bytes,
    url: str,
    *,
    portal: Portal | None = None,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    context: Context | None = None,
) -> Article | Rejection:
    """The article that a page is, or why it is none.

    `body` is the page as captured (content-encoding undone), `url` the address it was fetched from, `content_type`
    the HTTP header. `fetched_at` (aware; naive counts as UTC) bounds every date: nothing was published after it was
    captured. `context` is what led to the page. The same arguments give the same reading, under one `rules_digest`.

    Never raises, whatever the bytes; raises PortalError for a selector in the portal file that is none.
    """
    opened = open_page(body, content_type, portal.language if portal else DEFAULT_LANGUAGE)
    if isinstance(opened, Rejection):
        return opened
    return read(opened, url, portal, fetched_at, context or Context())


def rules_digest(portal: Portal | None, repeated: tuple[str, ...] = ()) -> str:
    """Hex digest of everything that decides a reading.

    This package's code and words, the parsers' versions, what the portal file says of reading, and the lines that were
    learned to repeat on the portal. Two readings are compared only where this is the same.
    """
    parts = (_code_digest(), portal.reading_digest if portal else "", *repeated)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _files(folder: Traversable, above: str = "") -> dict[str, Traversable]:
    """Code and words of a package, by path; also where the package lies in a zip file."""
    found: dict[str, Traversable] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith((".py", ".toml")):
            found[above + entry.name] = entry
    return found


@functools.lru_cache(maxsize=1)
def _code_digest() -> str:
    digest = hashlib.sha256()
    for name, file in sorted(_files(importlib.resources.files(__name__)).items()):
        digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    for package in ("trafilatura", "lxml"):
        digest.update(f"{package}=={importlib.metadata.version(package)}\n".encode())
    return digest.hexdigest()
