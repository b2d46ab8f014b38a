"""What is right in a reading, and by how much."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import datetime
from typing import Any, TypedDict

from bench.extraction.corpus import Case


class Reading(TypedDict, total=False):
    """What an extractor says of a page. `related` is None for extractors that do not read it."""

    title: str | None
    published: str | None
    author: str | None
    authors: list[str]
    lead: str | None
    body: str | None
    related: list[str] | None


def folded(text: str | None) -> str:
    """NFC, white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def shingles(text: str | None) -> Counter[tuple[str, ...]]:
    """Four words in a row, counted: the measure of the article-extraction-benchmark. A shorter text is one shingle."""
    words = re.findall(r"\w+", text or "")
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3))) if words else Counter()


def precision_recall(found: str | None, gold: str | None) -> tuple[float, float]:
    """Shares of the shingles found that are right, and of the right ones that are found."""
    ours, theirs = shingles(found), shingles(gold)
    both = sum((ours & theirs).values())
    return both / (sum(ours.values()) or 1), both / (sum(theirs.values()) or 1)


def day_of(published: str | None) -> str:
    """`2024-04-17` of a date and time."""
    return (published or "")[:10]


def same_moment(found: str | None, gold: str) -> bool:
    """Whether two dates say the same day, and the same time where the gold has one."""
    if len(gold) <= 10:
        return found == gold
    try:
        ours, theirs = datetime.fromisoformat(found or ""), datetime.fromisoformat(gold)
    except ValueError:
        return False
    if ours.tzinfo is None or theirs.tzinfo is None:
        ours, theirs = ours.replace(tzinfo=None), theirs.replace(tzinfo=None)
    return ours.replace(second=0, microsecond=0) == theirs.replace(second=0, microsecond=0)


def _names(names: list[str]) -> set[str]:
    return {re.sub(r"\W+", " ", folded(name)).strip().casefold() for name in names if folded(name)}


def score(case: Case, reading: Reading) -> dict[str, float]:
    """Measure -> 0 to 1, for each measure that the gold allows. `wrong day` counts what is given and false."""
    gold, found = case.gold, {}
    if gold.get("title"):
        found["title"] = float(folded(reading.get("title")) == folded(gold["title"]))
    if "published" in gold:
        day, given = day_of(gold["published"]), day_of(reading.get("published"))
        found["day"] = float(day == given)
        found["wrong day"] = float(bool(given) and day != given)
        if gold["published"] and len(gold["published"]) > 10:
            found["day and time"] = float(same_moment(reading.get("published"), gold["published"]))
    found |= _authors(gold, reading)
    text = "\n\n".join(filter(None, [reading.get("lead"), reading.get("body")]))
    if gold.get("body"):
        found["precision"], found["recall"] = precision_recall(text, gold["body"])
    if "body_first_words" in gold:
        found |= _ends(gold, reading, text)
    if "related" in gold and reading.get("related") is not None:
        ours, theirs = Counter(map(folded, reading["related"] or [])), Counter(_titles(gold["related"]))
        both = sum((ours & theirs).values())
        found["related precision"] = both / sum(ours.values()) if ours else 1.0
        found["related recall"] = both / sum(theirs.values()) if theirs else 1.0
    return found


def _authors(gold: dict[str, Any], reading: Reading) -> dict[str, float]:
    printed_name = reading.get("author")
    names = reading.get("authors") or ([printed_name] if printed_name else [])
    if gold.get("authors") is not None:
        return {"author": float(_names([str(name) for name in names if name]) == _names(gold["authors"]))}
    if "author" not in gold:
        return {}
    printed = folded(reading.get("author")) or ", ".join(folded(name) for name in names)
    return {"author": float(_names([printed]) == _names([gold["author"] or ""]))}


def _ends(gold: dict[str, Any], reading: Reading, text: str) -> dict[str, float]:
    whole, body = folded(text), folded(reading.get("body"))
    begins = body.startswith(folded(gold["body_first_words"])) or whole.startswith(folded(gold["body_first_words"]))
    return {
        "first words": float(begins),
        "last words": float(whole.endswith(folded(gold["body_last_words"]))),
        "nothing foreign": float(bool(whole) and not any(folded(part) in whole for part in gold["must_not_contain"])),
    }


def _titles(related: list[Any]) -> list[str]:
    return [folded(link["title"] if isinstance(link, dict) else link) for link in related]


def mean(scores: list[dict[str, float]]) -> dict[str, float]:
    """Measure -> mean over the cases that have it; with `body F1` of the mean precision and recall."""
    measures = dict.fromkeys(measure for each in scores for measure in each)
    result = {}
    for measure in measures:
        values = [each[measure] for each in scores if measure in each]
        result[measure] = sum(values) / len(values)
    if "precision" in result:
        precision, recall = result.pop("precision"), result.pop("recall")
        result["body F1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return result
