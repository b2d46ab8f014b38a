"""Pages with gold: a folder with `gold.jsonl` and the pages that it names.

A line of `gold.jsonl` has `file` (plain or .gz) and `url`; and of these what is known: `title`, `published`
(`2024-04-17T11:02:00+07:00`, `2024-04-17 11:02` or a day), `author` (as printed) or `authors` (names), `body` (all of
it), `body_first_words`, `body_last_words`, `must_not_contain`, `related` (objects with `title`). A field that is null
is expected to be empty. One that is null on every line is not known, and not scored, like one without a key.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import click


class Case(NamedTuple):
    """A page, and what is to be read from it."""

    corpus: str
    file: Path
    url: str
    gold: dict[str, Any]


def load_corpus(folder: Path) -> list[Case]:
    """The cases of a corpus, in the order of its gold. Raises click.UsageError for a folder that is none."""
    gold = folder / "gold.jsonl"
    if not gold.is_file():
        raise click.UsageError(f"{folder}: has no gold.jsonl; see docs/extraction-bench.md for the form of a corpus")
    cases = []
    for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines(), 1):
        said = json.loads(line)
        file = folder / said["file"]
        if not file.is_file():
            raise click.UsageError(f"{gold}, line {number}: {said['file']} is not there")
        url = (said.get("url") or "https://example.org/article").removeprefix("inferred:")
        cases.append(Case(folder.name, file, url, said))
    unknown = {key for case in cases for key in case.gold if all(other.gold.get(key) is None for other in cases)}
    return [case._replace(gold={key: case.gold[key] for key in case.gold if key not in unknown}) for case in cases]
