"""The two source texts in every layout, where they are at hand: they are not part of the project."""

from __future__ import annotations

import functools
from datetime import datetime

import pytest
import seeds
from archive.model import Article
from expectations import FIELDS
from layouts import LAYOUTS, LEADS, Layout
from pipelines.extraction import extract
from sample_articles import Sample

SEEDS = {"000": seeds.district, "004": seeds.paper}


@functools.lru_cache(maxsize=None)
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
