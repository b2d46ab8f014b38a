"""The portals that an archive holds something of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from portals import PortalError

if TYPE_CHECKING:
    from archive import Archive


def archived_portals(archive: Archive, data: Path, asked: Iterable[str]) -> list[str]:
    """Their ids. Raises PortalError where one that is `asked` for is none of them: a mistyped name finds nothing."""
    archived = [row[0] for row in archive.db.conn.execute("SELECT id FROM portals ORDER BY id")]
    for name in asked:
        if name not in archived:
            there = f"there are: {', '.join(archived)}" if archived else "no portal was crawled yet"
            raise PortalError(f"portal {name!r}: nothing of it is archived in {data}; {there}")
    return archived
