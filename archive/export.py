"""Writes articles out for other programs: CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import BinaryIO, Literal

import msgspec

from archive.archived import ArchivedArticle

Format = Literal["csv", "jsonl"]

CSV_COLUMNS = (
    *("id", "portal", "url", "title", "author", "published", "modified", "summary", "body", "category", "tags"),
    *("language", "view_count", "version", "first_seen", "last_seen", "last_changed", "removed_at"),
)
# A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(articles: Iterable[ArchivedArticle], out: BinaryIO) -> int:
    """Writes a CSV table (UTF-8 with byte-order mark, CRLF, RFC 4180); the number of articles.

    A cell that a spreadsheet would run as a formula is set off by an apostrophe; JSON Lines keep it as it is.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(CSV_COLUMNS)
    number = 0
    for article in articles:
        writer.writerow([_cell(getattr(article, column)) for column in CSV_COLUMNS])
        number += 1
    text.detach()
    return number


def write_jsonl(articles: Iterable[ArchivedArticle], out: BinaryIO) -> int:
    """Writes one JSON object a line, with evidence, related links and media; the number of articles."""
    number = 0
    for article in articles:
        out.write(msgspec.json.encode(article) + b"\n")
        number += 1
    return number


WRITERS: dict[Format, Callable[[Iterable[ArchivedArticle], BinaryIO], int]] = {"csv": write_csv, "jsonl": write_jsonl}


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = ";".join(map(str, value)) if isinstance(value, list) else str(value)
    return "'" + text if text.startswith(_FORMULA) else text
