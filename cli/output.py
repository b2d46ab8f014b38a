"""What is printed: JSON for programs, tables for people, and nothing that could steer a terminal."""

from __future__ import annotations

import difflib
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from archive.verification.repair_log import Repair

# C0 and C1 controls but tab and newline, and the characters that reorder or hide text (Unicode TR 36, §3).
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


_AROUND = 8  # words shown on either side of a change


def plain(text: str) -> str:
    """Text of a page that is safe on a terminal: whatever would steer it is shown as U+FFFD."""
    return _UNSAFE.sub("�", text)


def one_line(text: str) -> str:
    """`plain`, with line breaks and tabs as spaces."""
    return " ".join(plain(text).split())


def print_json(value: object) -> None:
    """One JSON object on one line. ASCII control characters are escaped by JSON itself."""
    click.echo(msgspec.json.encode(value).decode())


def tell(act: Repair) -> None:
    """One act of a repair, on standard error."""
    moved = f", now {act.moved_to}" if act.moved_to else ""
    click.echo(f"govnews: {one_line(f'{act.file}: {act.act}{moved} ({act.why})')}", err=True)


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]], *, err: bool = False) -> None:
    """Columns aligned by what they show; numbers to the right. Wide Vietnamese letters in NFD count as one."""
    cells = [[one_line(_text(value)) for value in row] for row in rows]
    numeric = [bool(cells) and all(_is_number(row[column]) for row in cells) for column in range(len(head))]
    table = [list(head), *cells]
    widths = [max(_width(row[column]) for row in table) for column in range(len(head))]
    for row in table:
        padded = [
            " " * (width - _width(cell)) + cell if right else cell + " " * (width - _width(cell))
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ]
        click.echo("  ".join(padded).rstrip(), err=err)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _is_number(cell: str) -> bool:
    return cell.isdigit() or not cell


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(1 for character in text if unicodedata.combining(character))


def highlighted(pieces: Iterable[tuple[str, bool]]) -> str:
    """A snippet with its matches in bold on a terminal, and between asterisks elsewhere."""
    bold = sys.stdout.isatty()
    shown = []
    for text, match in pieces:
        safe = one_line(text) if text.strip() else " "
        lead, tail = " " * text.startswith(" "), " " * text.endswith(" ")
        if not text.strip():
            shown.append(" ")
        elif match:
            shown.append(lead + (click.style(safe, bold=True) if bold else f"*{safe}*") + tail)
        else:
            shown.append(lead + safe + tail)
    return "".join(shown)


def changed_words(old: str, new: str) -> str:
    """The new text with what was put in and what was taken out, by words.

    Coloured on a terminal, {+so+} and [-so-] elsewhere. Of what stayed the same a few words on either side are shown.
    """
    before, after = plain(old).split(), plain(new).split()
    shown: list[str] = []
    for act, first, last, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            same = after[start:end]
            shown += same if len(same) <= 2 * _AROUND else [*same[:_AROUND], "…", *same[-_AROUND:]]
            continue
        if last > first:
            shown.append(_marked(" ".join(before[first:last]), "[-", "-]", "red"))
        if end > start:
            shown.append(_marked(" ".join(after[start:end]), "{+", "+}", "green"))
    return " ".join(shown)


def _marked(text: str, opening: str, closing: str, colour: str) -> str:
    return click.style(text, fg=colour) if sys.stdout.isatty() else f"{opening}{text}{closing}"
