"""Versions and removals, from what was observed."""

from __future__ import annotations

import pytest

from archive.rows.history import Observation, Reading, Readings, compute_history

DAY = "2024-05-{:02d}T08:00:00.000Z"


def read(day: int, capture: str) -> Observation:
    return Observation(DAY.format(day), "article", capture, capture)


def seen(day: int, same_as: str, views: int | None = None) -> Observation:
    return Observation(DAY.format(day), "seen", same_as, f"c{day}", views)


def gone(day: int, *, proven: bool) -> Observation:
    return Observation(DAY.format(day), "gone", None, None, None, proven)


def readings(**by_capture: dict[str, str]) -> Readings:
    """`a={"r1": "hash"}`: what a capture reads under each rules digest; later digests were applied later."""

    def reading(rules: str, content: str) -> Reading:
        return Reading(rules, content, f"2024-06-0{rules[1]}T00:00:00.000Z")

    return {
        capture: {rules: reading(rules, content) for rules, content in said.items()}
        for capture, said in by_capture.items()
    }


SAME = readings(a={"r1": "X"}, b={"r1": "X"}, c={"r1": "Y"})


def versions(observations: list[Observation], known: Readings) -> list[tuple[str, str]]:
    history = compute_history(observations, known)
    assert history is not None
    return [(version.seen_at, version.content) for version in history.versions]


def test_the_same_content_read_again_is_no_version() -> None:
    assert versions([read(1, "a"), read(2, "b"), seen(3, "a")], SAME) == [(DAY.format(1), "a")]


def test_a_change_and_the_way_back_are_versions() -> None:
    assert versions([read(1, "a"), read(2, "c"), seen(3, "a")], SAME) == [
        (DAY.format(1), "a"),
        (DAY.format(2), "c"),
        (DAY.format(3), "a"),
    ]


def test_a_capture_recovered_later_takes_its_place_in_the_past() -> None:
    assert versions([read(5, "a"), read(1, "b")], SAME) == [(DAY.format(1), "b")]
    history = compute_history([read(5, "a"), read(1, "b")], SAME)
    assert history is not None
    assert (history.first_seen, history.current) == (DAY.format(1), "a")


def test_readings_under_different_rules_are_not_compared() -> None:
    """A better extractor must not look like an edit; once the old capture is read again, an edit shows."""
    observations = [read(1, "a"), read(2, "b")]
    assert len(versions(observations, readings(a={"r1": "X"}, b={"r2": "Y"}))) == 1
    assert len(versions(observations, readings(a={"r1": "X", "r2": "Y"}, b={"r2": "Y"}))) == 1
    assert len(versions(observations, readings(a={"r1": "X", "r2": "Z"}, b={"r2": "Y"}))) == 2


def test_of_two_shared_rules_the_newer_ones_decide() -> None:
    known = readings(a={"r1": "X", "r2": "Z"}, b={"r1": "Y", "r2": "Z"})
    assert len(versions([read(1, "a"), read(2, "b")], known)) == 1


def test_the_newest_view_count_counts() -> None:
    history = compute_history([read(1, "a"), seen(3, "a", 30), seen(2, "a", 20), seen(4, "a", None)], SAME)
    assert history is not None
    assert (history.view_count, history.last_seen) == (30, DAY.format(4))


@pytest.mark.parametrize(
    ("observations", "removed_on"),
    [
        pytest.param([gone(2, proven=True)], 2, id="a 404 removes at once"),
        pytest.param([gone(2, proven=False)], None, id="one soft-404 proves nothing"),
        pytest.param([gone(2, proven=False), gone(3, proven=False)], 2, id="two, a day apart, do"),
        pytest.param([gone(2, proven=False), seen(3, "a"), gone(4, proven=False)], None, id="but not if it was back"),
        pytest.param([gone(2, proven=False), gone(4, proven=True)], 2, id="the first of the unbroken run is the day"),
        pytest.param([gone(2, proven=True), seen(3, "a")], None, id="a removed article may come back"),
        pytest.param([gone(2, proven=True), seen(3, "a"), gone(5, proven=True)], 5, id="and go again"),
    ],
)
def test_removal(observations: list[Observation], removed_on: int | None) -> None:
    history = compute_history([read(1, "a"), *observations], SAME)
    assert history is not None
    assert history.removed_at == (DAY.format(removed_on) if removed_on else None)


def test_nothing_is_known_of_an_article_that_was_never_read() -> None:
    assert compute_history([gone(1, proven=True), seen(2, "z")], SAME) is None
