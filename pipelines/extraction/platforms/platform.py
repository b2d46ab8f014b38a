"""The form of a platform: selectors for the elements where it puts a field."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Platform:
    """A content-management system. `selectors`: field -> CSS selectors, the best first; hints, never the last word."""

    name: str
    selectors: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
