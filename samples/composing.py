"""Makes texts of hand-written sentences: `content/*.toml`, one file a topic, filled with invented names and numbers.

A topic has `titles` (each with the number of the middle paragraph that it is about, from 0), a `lead`, `middle`
paragraphs and a `closing`. A paragraph is written as one line per sentence, with the sentence's alternatives between
` | `. A slot is `{name}` or, for a number between two bounds, `{n:20:80}`.
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypedDict, TypeVar, cast

CONTENT = Path(__file__).parent / "content"
_SLOT = re.compile(r"\{(\w+)(?::(\d+):(\d+))?\}")
_Item = TypeVar("_Item")


class Topic(TypedDict):
    """One file of `content`; the paragraphs are templates."""

    titles: list[tuple[int, str]]
    lead: str
    middle: list[str]
    closing: str


class Dice:
    """Choices that are the same on every machine: Python promises that only for `Random.random()`."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` - 1."""
        return int(self._random.random() * bound)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + self.below(high - low + 1)

    def pick(self, items: Sequence[_Item]) -> _Item:
        """One of the items."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[_Item]) -> list[_Item]:
        """All items in another order."""
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in items]


@functools.cache
def words() -> dict[str, Any]:
    """The names that sentences are filled with."""
    return tomllib.loads((CONTENT / "_words.toml").read_text(encoding="utf-8"))


@functools.cache
def topics() -> dict[str, Topic]:
    """Every topic by the name of its file, in the order of the alphabet."""
    files = sorted(file for file in CONTENT.glob("*.toml") if not file.stem.startswith("_"))
    return {file.stem: cast(Topic, tomllib.loads(file.read_text(encoding="utf-8"))) for file in files}


def invent_name(dice: Dice) -> str:
    """The name of a person who does not exist."""
    names = words()
    if dice.below(6) == 0:
        return str(dice.pick(names["whole_names"]))
    return " ".join((dice.pick(names["surnames"]), dice.pick(names["middles"]), dice.pick(names["given"])))


class Composer:
    """Writes the text of one article of a portal, published on a day. The seed decides everything else."""

    def __init__(self, portal: str, published: date, seed: str, used: set[str]) -> None:
        self.dice = Dice(seed)
        self._used = used  # the paragraphs of the portal's other articles; grows
        self._published = published
        own = words()[portal]
        self._own = own
        communes, villages = self.dice.shuffled(own["communes"]), self.dice.shuffled(own["villages"])
        event = published - timedelta(days=self.dice.between(1, 6))
        self._fixed = {
            **{key: own[key] for key in ("level", "committee", "letters", "place")},
            **{f"xa{number or ''}": communes[number] for number in range(4)},
            **{f"thon{number or ''}": villages[number] for number in range(3)},
            **{f"nguoi{number or ''}": invent_name(self.dice) for number in range(4)},
            "ngay": f"{event.day}/{event.month}",
            "thang": str(published.month),
            "nam": str(published.year),
            "namtruoc": str(published.year - 1),
        }

    def fill(self, template: str) -> str:
        """A sentence with its slots filled. Raises KeyError for a slot nobody knows."""
        return _SLOT.sub(self._value, template)

    def paragraph(self, template: str) -> str:
        """One of the paragraphs that a template stands for, and none that another article of the portal has."""
        for _ in range(100):
            made = self._one_paragraph(template)
            if made not in self._used:
                self._used.add(made)
                return made
        raise ValueError(f"too few alternatives for {self._own['place']}: {template!r}")

    def _one_paragraph(self, template: str) -> str:
        lines = [line for line in template.strip().splitlines() if line.strip()]
        sentences = [self.fill(self.dice.pick(line.split(" | ")).strip()) for line in lines]
        return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)

    def middles(self, topic: Topic, focus: int, count: int) -> list[str]:
        """`count` paragraphs of a topic: the one that the title is about, then others in the topic's order."""
        others = [position for position in range(len(topic["middle"])) if position != focus]
        chosen = sorted(self.dice.shuffled(others)[: count - 1])
        return [self.paragraph(topic["middle"][position]) for position in [focus, *chosen]]

    def document(self) -> str:
        """Number and date of a plan of the executive, as running text cites it."""
        day = self._published - timedelta(days=self.dice.between(20, 400))
        return f"Kế hoạch số {self.dice.between(11, 290)}/KH-UBND ngày {day.day}/{day.month}/{day.year}"

    def _value(self, slot: re.Match[str]) -> str:
        name, low, high = slot[1], int(slot[2] or 0), int(slot[3] or 0)
        match name:
            case "n":
                number = self.dice.between(low, high)
                return f"{number:,}".replace(",", ".")
            case "p":
                return f"{self.dice.between(low, high)},{self.dice.between(1, 9)}%"
            case "kh":
                return self.document()
            case "nq":
                return self._resolution()
            case "ten":
                return invent_name(self.dice)
            case _:
                return str(self._fixed[name])

    def _resolution(self) -> str:
        """A resolution of the party committee; its date is written with points, as the papers do."""
        day = self._published - timedelta(days=self.dice.between(200, 900))
        letters = self._own["letters"]
        return f"Nghị quyết số {self.dice.between(3, 48)}-NQ/{letters} ngày {day.day}.{day.month}.{day.year}"
