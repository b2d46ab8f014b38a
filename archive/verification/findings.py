"""What `verify` finds wrong, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

Part = Literal["folder", "database", "snapshots", "captures", "rows"]
Progress = Callable[[str, int, int], None]  # what is counted, how much of it is done, how much there is


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that is not as it should be: where, and what is wrong there.

    `where` names it for people. For programs: `file` relative to the data folder, `offset` in bytes (of a WARC record)
    or `line` (of a snapshot) within it, `capture` ids and `articles` (their addresses) that rest on what is damaged.
    """

    part: Part
    where: str
    what: str
    file: str | None = None
    offset: int | None = None
    line: int | None = None
    capture: str | None = None
    articles: tuple[str, ...] = ()
    torn: bool = False  # a file that ends within a record


class Verified(msgspec.Struct, kw_only=True):
    """What was looked at, and everything that was found wrong.

    `unfinished` snapshots are of crawls under way, or killed: no damage, the next crawl finishes them. While there are
    any, records and rows are not compared, for the last ones of a crawl may be in one place only. `compared` says
    whether they were. `warnings` are no damage yet.
    """

    snapshots: int = 0
    unfinished: int = 0
    records: int = 0
    captures: int = 0
    articles: int = 0
    compared: bool = False
    warnings: list[str] = msgspec.field(default_factory=list)
    findings: list[Finding] = msgspec.field(default_factory=list)


def no_progress(what: str, done: int, total: int) -> None:
    """Shows nothing."""
