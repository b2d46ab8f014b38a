"""What all sources said of each field, and which one counted: the evidence that a reading keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.model import NO_RULE, Candidate, Evidence
from pipelines.extraction.page import Found
from pipelines.extraction.wording.folding import squeeze

_MOST = 8  # candidates a field; pages that say more say it of other articles
_LONGEST = 200  # characters of a candidate's text


def evidence_of(
    found: Mapping[str, Found[object] | None], heard: Mapping[str, Iterable[Found[str]]]
) -> dict[str, Evidence]:
    """The evidence of each field that has a value, or of which something was said."""
    evidence = {name: chosen.evidence() for name, chosen in found.items() if chosen is not None}
    for name, said in heard.items():
        chosen = found.get(name)
        others = _others(str(chosen.value) if chosen is not None else "", said)
        if others:
            known = evidence.get(name)
            evidence[name] = Evidence(known.rule, known.text, others) if known else Evidence(NO_RULE, "", others)
    return evidence


def _others(chosen: str, said: Iterable[Found[str]]) -> tuple[Candidate, ...]:
    """What says something else than the chosen value, each value once. A day is no other than a time on it."""
    seen = [squeeze(chosen)] if chosen else []
    others = []
    for each in said:
        key = squeeze(each.value)
        if key and not any(known.startswith(key) for known in seen):
            seen.append(key)
            others.append(Candidate(each.value[:_LONGEST], each.rule, each.text[:_LONGEST]))
    return tuple(others[:_MOST])
