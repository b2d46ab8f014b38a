"""What became of an article: its versions and whether it is still there, computed from all that was observed.

Pure, and a function of the *set* of observations: the order in which they became known does not matter, so a capture
recovered years later takes its place in the past.

Readings are compared only under one rules digest. Where two neighbours share none, nothing can be said, and nothing
is: they count as one version until the earlier capture is read again (`reextract`). A better extractor must never
look like an edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# A soft-404, a redirect to home or a dead host is believed when it was met twice, this far apart (DESIGN, Snapshots).
WEAK_EVIDENCE_APART = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Observation:
    """One meeting with an article. `content` is the capture whose reading says what it said; None when it was gone."""

    at: str
    kind: str  # article, seen, gone
    content: str | None
    capture: str | None = None
    view_count: int | None = None
    proves_removal: bool = False  # gone with a 404 or 410 while the portal was alive


@dataclass(frozen=True, slots=True)
class Reading:
    """The comparable part of a reading: its rules, its content hash, when it was made."""

    rules: str
    content_hash: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Version:
    """From `seen_at` on the article said what its capture `content` reads; `capture` is where it was first met so."""

    seen_at: str
    content: str
    capture: str


@dataclass(frozen=True, slots=True)
class History:
    """All that is computed of an article. `current` is the capture whose reading is its newest."""

    versions: tuple[Version, ...]
    current: str
    first_seen: str
    last_seen: str
    removed_at: str | None
    view_count: int | None

    @property
    def last_changed(self) -> str:
        """When the present version was first seen."""
        return self.versions[-1].seen_at


Readings = Mapping[str, Mapping[str, Reading]]  # by capture, then by rules digest


def compute_history(observations: Iterable[Observation], readings: Readings) -> History | None:
    """The history of one article; None while no reading of it is known."""
    ordered = sorted(observations, key=_order)
    present = [seen for seen in ordered if seen.content is not None]
    readable = [seen for seen in present if seen.content in readings]
    if not readable:
        return None
    versions = []
    previous: str | None = None
    for seen in readable:
        content = str(seen.content)
        if previous is None or _differs(readings[previous], readings[content]):
            versions.append(Version(seen.at, content, seen.capture or content))
        previous = content
    counted = [seen.view_count for seen in present if seen.view_count is not None]
    return History(
        versions=tuple(versions),
        current=str(previous),
        first_seen=present[0].at,
        last_seen=present[-1].at,
        removed_at=_removed_at(ordered),
        view_count=counted[-1] if counted else None,
    )


def best_reading(readings: Mapping[str, Reading]) -> Reading:
    """The reading of a capture that counts: the one made last."""
    return max(readings.values(), key=lambda reading: (reading.recorded_at, reading.rules))


def _differs(earlier: Mapping[str, Reading], later: Mapping[str, Reading]) -> bool:
    shared = [
        (max(earlier[rules].recorded_at, later[rules].recorded_at), rules) for rules in earlier.keys() & later.keys()
    ]
    if not shared:
        return False
    rules = max(shared)[1]
    return earlier[rules].content_hash != later[rules].content_hash


def _removed_at(ordered: list[Observation]) -> str | None:
    """The first of the unbroken run of `gone` at the end, if that run proves that the article was removed."""
    run: list[Observation] = []
    for seen in ordered:
        if seen.kind == "gone":
            run.append(seen)
        else:
            run.clear()
    if not run:
        return None
    apart = datetime.fromisoformat(run[-1].at) - datetime.fromisoformat(run[0].at)
    if any(seen.proves_removal for seen in run) or apart >= WEAK_EVIDENCE_APART:
        return run[0].at
    return None


def _order(seen: Observation) -> tuple[str, str, str, str, int]:
    """By time; the rest only makes the order of what happened at one time the same always."""
    return (seen.at, seen.kind, seen.content or "", seen.capture or "", seen.view_count or -1)
