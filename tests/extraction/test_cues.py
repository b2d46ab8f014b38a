"""Lines that are told by how they begin: one look at the beginning leaves out none of them, in any language."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from pipelines.extraction.cue_patterns import patterns_of
from pipelines.extraction.folding import fold
from pipelines.extraction.words import languages, words_of

TOLD_BY_BEGINNING = (
    "related", "other", "comments", "tags", "tools", "files", "rating", "footer", "label", "source", "theo", "caption",
    "promo", "views",
)  # fmt: skip
FORMS = ("{}", "{}:", "{}: An", "{} An", "12 {}", "» {}", "({}) 3", "- {} -", "{} 2019")


def phrases(group: object) -> Iterator[str]:
    for value in msgspec.structs.astuple(group) if isinstance(group, msgspec.Struct) else ():
        if isinstance(value, list | tuple):
            yield from (each for each in value if isinstance(each, str))


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_line_that_has_a_cue_by_its_beginning_begins_like_one(language: str) -> None:
    words = words_of(language)
    patterns = patterns_of(words)
    said = [*words.home, "©", ">>", "»", "® ABC", "Copyright 2019"]
    for group in (words.headings, words.byline, words.counter, words.caption, words.promo, words.site):
        said += phrases(group)
    lines = [fold(form.format(phrase)) for phrase in said for form in FORMS]
    told = {line: name for line in lines for name in TOLD_BY_BEGINNING if getattr(patterns, name).match(line)}
    assert len(told) > 100
    assert {line: name for line, name in told.items() if not patterns.may_begin(line)} == {}
