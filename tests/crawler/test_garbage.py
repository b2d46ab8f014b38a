"""What refers to itself is found in time, though Python searches for it seldom."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest

from crawler.garbage import Garbage

MEGABYTE = 1024 * 1024


class Cycle:
    def __init__(self) -> None:
        self.itself = self


def left_behind() -> weakref.ref[Cycle]:
    return weakref.ref(Cycle())


@pytest.mark.parametrize(
    "happens", [lambda garbage: [garbage.answered(MEGABYTE) for _ in range(65)], Garbage.broke, Garbage.search]
)
def test_it_is_found_after_so_many_bytes_and_when_an_answer_broke(happens: Callable[[Garbage], object]) -> None:
    gc.disable()
    try:
        left = left_behind()
        assert left() is not None
        happens(Garbage())
        assert left() is None
    finally:
        gc.enable()


def test_small_answers_cost_no_search() -> None:
    gc.disable()
    try:
        left = left_behind()
        garbage = Garbage()
        for _ in range(1000):
            garbage.answered(10_000)
        assert left() is not None
    finally:
        gc.enable()


def test_python_searches_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with Garbage().searched_seldom():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
