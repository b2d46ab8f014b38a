"""The labels in the rows of a page about one document of an office: `Số ký hiệu`, `Trích yếu`, `Ngày ban hành`."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.words import Words, alternatives

_END = r"(?:\s*[:：]\s*|\W*$)"  # of a label: a colon, or of its line


def document_labels(words: Words) -> re.Pattern[str]:
    """What opens a row with the subject (group 1) or the number of a document (group 2), as one that it must have."""
    return _needed(words.base or words)


def row_labels(words: Words) -> re.Pattern[str]:
    """What opens any row about a document."""
    return _any(words.base or words)


@functools.lru_cache(maxsize=64)
def _needed(words: Words) -> re.Pattern[str]:
    heads = words.headings
    subject, number = alternatives(heads.document_subject), alternatives(heads.document_number)
    return re.compile(rf"\W*(?:({subject})|({number})){_END}")


@functools.lru_cache(maxsize=64)
def _any(words: Words) -> re.Pattern[str]:
    heads = words.headings
    labels = [*heads.document_subject, *heads.document_number, *heads.document_rows]
    return re.compile(rf"\W*{alternatives(labels)}{_END}")
