"""Hosts that asked to be left in peace (Retry-After), and until when: what one crawl was told, the next one keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping


def save(db: sqlite3.Connection, rests: Mapping[str, str]) -> None:
    """Notes until when (ISO 8601, UTC) each host is to be left in peace. Runs within the caller's transaction."""
    db.executemany(
        "INSERT INTO host_rests (host, until) VALUES (?, ?)"
        " ON CONFLICT (host) DO UPDATE SET until = max(until, excluded.until)",
        rests.items(),
    )


def load(db: sqlite3.Connection, hosts: Iterable[str]) -> dict[str, str]:
    """Until when each of these hosts asked to be left in peace; those that never did are not there."""
    found = (db.execute("SELECT host, until FROM host_rests WHERE host = ?", [host]).fetchone() for host in hosts)
    return dict(filter(None, found))
