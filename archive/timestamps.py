"""How records write a time."""

from __future__ import annotations

from datetime import UTC, datetime


def timestamp(moment: datetime | None = None) -> str:
    """A UTC time as records write it: `2026-11-23T15:21:39.123Z`. Now, where none is given."""
    if moment is None:
        moment = datetime.now(UTC)
    elif moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")[:-6] + "Z"  # cut off, not rounded; without "+00:00"
