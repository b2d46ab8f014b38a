"""The two source texts in every layout, where they are at hand: they are not part of the project."""

from __future__ import annotations

import functools
from datetime import datetime

import pytest

from archive.model import Article
from pipelines.extraction import extract
from tests.extraction import seeds
from tests.extraction.expectations import FIELDS
from tests.extraction.layouts import LAYOUTS, LEADS, Layout
from tests.extraction.sample_articles import Sample

SEEDS = {"000": seeds.district, "004": seeds.paper}


@functools.cache
def _sample(name: str) -> Sample | None:
    return SEEDS[name]()


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_seed_in_layout(layout: Layout, name: str, lead: str) -> None:
    sample = _sample(name)
    if sample is None:
        pytest.skip(f"the source texts are not at {seeds.FOLDER}")
    article = extract(layout(sample, lead).encode(), sample.url, fetched_at=datetime.fromisoformat(sample.fetched_at))
    assert isinstance(article, Article), article
    for check in FIELDS:
        check(article, sample, lead)
