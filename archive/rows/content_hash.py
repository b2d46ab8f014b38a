"""When two readings say the same: the content hash."""

from __future__ import annotations

import hashlib
import unicodedata

import msgspec

from archive.model import Article


def content_hash(article: Article) -> str:
    """Hex sha256 over title, author, published, summary, body and attachment URLs, and nothing else.

    NFC, white space folded: a portal that re-encodes or re-indents an article has not edited it. View counter, related
    links, category, tags and images are left out because they change by themselves.
    """
    said = [
        _folded(article.title),
        _folded(article.author),
        article.published,
        _folded(article.summary),
        _folded(article.body),
        [attachment.url for attachment in article.attachments],
    ]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def _folded(text: str | None) -> str | None:
    return " ".join(unicodedata.normalize("NFC", text).split()) if text else None
