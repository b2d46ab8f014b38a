"""The two states of the sample portals: in the second, articles were edited, are new, and are gone in every way."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, TypeGuard

from archive.model import Author
from samples.article import SampleArticle, Signature
from samples.plan import PORTALS, every_article

State = Literal["first", "second"]


def is_state(name: str) -> TypeGuard[State]:
    """Whether a state has this name."""
    return name in ("first", "second")


# Positions in the plan, oldest article first; counted from the end where negative.
_NEW = (-3, -2, -1)
_TITLE_FIXED, _PARAGRAPH_CHANGED, _AUTHOR_CHANGED = 34, 22, 11
_REMOVED, _GONE, _SOFT_REMOVED, _REDIRECTED_HOME = (4, 17), 26, 8, 30
_CORRECTION = "Số liệu trong bài đã được cơ quan chuyên môn rà soát, điều chỉnh lại so với lần đăng đầu."
_OTHER_AUTHOR = Signature("Lê Thu Hạnh", "Lê Thu Hạnh", (Author("Lê Thu Hạnh"),))


@dataclass(frozen=True, slots=True)
class StateChange:
    """What the second state changes, as paths within the portal (`at` gives absolute URLs).

    `removed` answer 404, `gone` 410, `soft_removed` 200 with "Không tìm thấy bài viết", `redirected` 302 to home;
    none of these is listed any more. All other articles stay as they were.
    """

    title_edited: frozenset[str]
    paragraph_edited: frozenset[str]
    author_edited: frozenset[str]
    new: frozenset[str]
    removed: frozenset[str]
    gone: frozenset[str]
    soft_removed: frozenset[str]
    redirected: frozenset[str]

    @property
    def edited(self) -> frozenset[str]:
        """Articles that say something else than before."""
        return self.title_edited | self.paragraph_edited | self.author_edited

    @property
    def not_served(self) -> frozenset[str]:
        """Articles of the first state that are not there any more, in whatever way."""
        return self.removed | self.gone | self.soft_removed | self.redirected

    def at(self, home: str) -> StateChange:
        """The same with absolute URLs for a portal at `home`."""
        base = home.rstrip("/")
        return StateChange(*(frozenset(base + path for path in getattr(self, field.name)) for field in fields(self)))


def _change(portal: str) -> StateChange:
    paths = list(every_article(portal))

    def at(*positions: int) -> frozenset[str]:
        return frozenset(paths[position] for position in positions)

    return StateChange(
        title_edited=at(_TITLE_FIXED),
        paragraph_edited=at(_PARAGRAPH_CHANGED),
        author_edited=at(_AUTHOR_CHANGED),
        new=at(*_NEW),
        removed=at(*_REMOVED),
        gone=at(_GONE),
        soft_removed=at(_SOFT_REMOVED),
        redirected=at(_REDIRECTED_HOME),
    )


SECOND_STATE: Mapping[str, StateChange] = {portal: _change(portal) for portal in PORTALS}


@functools.cache
def edition(portal: str, state: State) -> Mapping[str, SampleArticle]:
    """The articles that a portal serves in a state, newest first, by path."""
    change = SECOND_STATE[portal]
    absent = change.new if state == "first" else change.not_served
    served = [article for path, article in every_article(portal).items() if path not in absent]
    served.sort(key=lambda article: article.published, reverse=True)
    return {article.path: _as_in(state, change, article) for article in served}


@functools.cache
def title_of(portal: str, path: str, state: State) -> str:
    """The title under which other pages link to an article; an article that is gone is still linked to."""
    return _as_in(state, SECOND_STATE[portal], every_article(portal)[path]).title


def _as_in(state: State, change: StateChange, article: SampleArticle) -> SampleArticle:
    if article.path in change.title_edited and state == "first":
        words = article.title.split()
        return replace(article, title=" ".join([*words[:3], *words[2:]]))  # a doubled word, mended later
    if state == "first":
        return article
    if article.path in change.paragraph_edited:
        first, second, *rest = article.paragraphs
        return replace(article, paragraphs=(first, f"{second} {_CORRECTION}", *rest))
    if article.path in change.author_edited:
        return replace(article, signature=_OTHER_AUTHOR)
    return article
