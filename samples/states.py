"""The two states of the sample portals: in the second, articles were edited, are new, and are gone in every way."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, TypeGuard

from archive.model import Author
from samples.article import SampleArticle, Signature
from samples.plan import PORTALS, POSTBACK_CATEGORY, every_article, is_hidden
from samples.roles import (
    AUTHOR_CHANGED,
    GONE,
    NEW,
    PARAGRAPH_CHANGED,
    REDIRECTED_HOME,
    REMOVED,
    SOFT_REMOVED,
    TITLE_FIXED,
)

State = Literal["first", "second"]
NEWEST_IN_BOX = 3  # links in the box of a category whose box holds its newest


def is_state(name: str) -> TypeGuard[State]:
    """Whether a state has this name."""
    return name in ("first", "second")


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
        title_edited=at(TITLE_FIXED),
        paragraph_edited=at(PARAGRAPH_CHANGED),
        author_edited=at(AUTHOR_CHANGED),
        new=at(*NEW),
        removed=at(*REMOVED),
        gone=at(GONE),
        soft_removed=at(SOFT_REMOVED),
        redirected=at(REDIRECTED_HOME),
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
def listed(portal: str, state: State) -> tuple[SampleArticle, ...]:
    """The articles that listings show in a state, newest first."""
    return tuple(article for path, article in edition(portal, state).items() if not is_hidden(portal, path))


def related_paths(portal: str, article: SampleArticle, state: State) -> tuple[str, ...]:
    """What the box under an article links to. In one category it is only the newest of that: no fact of the article."""
    if article.category != POSTBACK_CATEGORY[portal]:
        return article.related
    newest = [other.path for other in listed(portal, state) if other.category == article.category]
    return tuple(path for path in newest if path != article.path)[:NEWEST_IN_BOX]


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
