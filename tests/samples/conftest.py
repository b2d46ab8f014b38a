"""The sample portals on free ports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from samples import SampleServer


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with SampleServer() as running:
        yield running
