"""Each field, in pages whose parts are laid out at random; a failure names sample, lead, seed and fields."""

from __future__ import annotations

from datetime import datetime

import pytest

from archive.model import Article
from pipelines.extraction import extract
from tests.extraction.compositions import compose
from tests.extraction.expectations import FIELDS
from tests.extraction.sample_articles import SAMPLES, Sample

SEEDS = range(25)


@pytest.mark.parametrize("oddity", [0.0, 0.3])
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lead", ["plain", "bold", "element"])
@pytest.mark.parametrize("sample", SAMPLES[:2], ids=lambda sample: sample.name)
def test_every_field(sample: Sample, lead: str, seed: int, oddity: float) -> None:
    page = compose(sample, lead, seed, oddity).encode()
    article = extract(page, sample.url, fetched_at=datetime.fromisoformat(sample.fetched_at))
    assert isinstance(article, Article), article
    wrong = []
    for check in FIELDS:
        try:
            check(article, sample, lead)
        except AssertionError as error:
            wrong.append(f"{check.__name__}: {error}")
    assert not wrong, "\n".join(wrong)
