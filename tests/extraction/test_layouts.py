"""The two kinds of source, right in every layout: each field of each sample in each markup."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime

import pytest

from archive.model import Article
from pipelines.extraction import extract
from tests.extraction.expectations import FIELDS
from tests.extraction.layouts import LAYOUTS, LEADS, Layout
from tests.extraction.sample_articles import SAMPLES, Sample

Check = Callable[[Article, Sample, str], None]


@functools.cache
def _read(layout: Layout, sample: Sample, lead: str) -> Article:
    page = layout(sample, lead).encode()
    article = extract(page, sample.url, fetched_at=datetime.fromisoformat(sample.fetched_at))
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("check", FIELDS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_field_in_layout(layout: Layout, sample: Sample, lead: str, check: Check) -> None:
    check(_read(layout, sample, lead), sample, lead)
