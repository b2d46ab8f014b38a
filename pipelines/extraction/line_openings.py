"""How a line begins that has a cue, in one language: by its first word, and the phrases that begin with it.

No patterns: one of all phrases takes up to three milliseconds to make, and a page asks for a few of hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from pipelines.extraction.folding import fold
from pipelines.extraction.words import Words, ends_word

COLON = r"\s*[:：]\s*"
_SIGNS = re.compile(r"\W*")
_WORD = re.compile(r"(?:\d+\W*)?([^\W\d]*)")
_NUMBER = re.compile(r"\d*\W*")
_END = re.compile(r"\W*$")
_COLON = re.compile(COLON)
_SPACES = re.compile(r"\s+")
_BEFORE_NAME = re.compile(r"\s+(?=\S)")
_COUNTED = re.compile(r"\W*\d*\W*$")
_HEADS_LIST = re.compile(r"\W*\d*\W*$|(?=\W)[^.!?]{0,28}$")  # `Tin liên quan (3)`, `Read more: floods`
_LETTER_SIZE = re.compile(r"(?:\W*(?:font|a)(?!\w))*\W*$")  # `A A+` beside the buttons
_VOTES = re.compile(r"\W*\d+(?!\w)")
_NAMED = re.compile(r"[^.:]{0,30}:")  # `Cơ quan chủ quản: …`
_RIGHTS = re.compile(r"(?:copyright|©|®).*(?:19|20)\d\d|®|copyright")
_CREDITED = re.compile(r"\s*[:：]")
_NO_RIGHTS = re.compile(r"[^\w©®]*")
_MARKS = {
    ">>": frozenset({"promo"}),
    "»": frozenset({"promo"}),
    "©": frozenset({"footer", "caption"}),
    "®": frozenset({"footer"}),
}
_LONG = 3  # words of a phrase that is enough by itself
_NONE: frozenset[str] = frozenset()

# What follows a phrase, where that is the same in all languages.
_TAILS = {
    "editor": _COLON,
    "source": re.compile(rf"{COLON}(?=\S)"),
    "from": _BEFORE_NAME,
    "before_name": _BEFORE_NAME,
    "tags": re.compile(rf"{COLON}|\W*$"),
    "tagged": re.compile(r"\W"),
    "files": re.compile(rf"{COLON}|\W*\d*\W*$"),
    "other": _END,
}

# The cues whose lines begin with a phrase of a list, by the list.
_CUES = {
    name: name for name in ("label", "editor", "source", "tags", "related", "comments", "tools", "rating", "files")
}
_CUES |= {"many": "related", "things": "related", "other": "other", "footer": "footer", "caption": "caption"}
_CUES |= {"credit": "caption", "promo": "promo", "views": "views"}


class Opening(NamedTuple):
    """How a line begins: the phrase, folded, and where what follows it begins."""

    end: int
    phrase: str


class Openings:
    """How lines of one language begin, told of folded text."""

    def __init__(self, words: Words) -> None:
        self._unspaced = words.unspaced
        self._phrases: dict[tuple[str, str], list[str]] = {}  # by list and first word; the longest first
        self._signed: dict[str, list[str]] = {}  # those that begin with a sign, by list: `▲`, `※ 제보`
        self._begun: dict[str, frozenset[str]] = {"copyright": frozenset({"footer"})}  # the cues, by first word
        self._marks = dict(_MARKS)
        for name, phrases in _lists(words).items():
            folded = set(map(fold, phrases))
            if words.unspaced:
                folded |= {"".join(phrase.split()) for phrase in folded}
            for phrase in sorted(folded, key=len, reverse=True):
                if phrase[0].isalnum():
                    word = self._word(phrase, 0)
                    self._phrases.setdefault((name, word), []).append(phrase)
                    if name in _CUES:
                        self._begun[word] = self._begun.get(word, _NONE) | {_CUES[name]}
                else:
                    self._signed.setdefault(name, []).append(phrase)
                    if name in _CUES:
                        self._marks[phrase] = self._marks.get(phrase, _NONE) | {_CUES[name]}

    def begun_by(self, key: str) -> frozenset[str]:
        """The cues, by their names, that a line may have that begins like this one; for most lines none."""
        signs = _end(_SIGNS, key, 0)
        names = self._begun.get(self._word(key, signs), _NONE)
        for mark in self._marks if signs else ():
            if mark in key[:signs]:
                names |= self._marks[mark]
        return names

    def match(self, name: str, key: str, start: int = 0) -> Opening | None:
        """How the line begins from `start` on, if it is as lines of that name begin."""
        if told := self._told.get(name):
            return told(self, key, start)
        tail = _TAILS[name]
        for end, phrase in self._starts(name, key, start):
            if after := tail.match(key, end):
                return Opening(after.end(), phrase)
        return None

    def may_begin(self, name: str, key: str) -> bool:
        """True for a line whose first word is that of one of a list's phrases."""
        return (name, self._word(key, _end(_SIGNS, key, 0))) in self._phrases

    def _word(self, key: str, start: int) -> str:
        """The first word from there on, without a number before it; of a script without spaces its first letter."""
        found = _WORD.match(key, start)
        word = found[1] if found else ""
        return word[:1] if self._unspaced else word

    def _at(self, name: str, key: str, start: int) -> Iterator[Opening]:
        """The phrases of a list that stand right there, the longest first."""
        for phrase in self._phrases.get((name, self._word(key, start)), ()):
            if key.startswith(phrase, start):
                yield Opening(start + len(phrase), phrase)

    def _starts(self, name: str, key: str, start: int) -> Iterator[Opening]:
        """The phrases of a list that stand there or behind signs."""
        signs = _end(_SIGNS, key, start)
        yield from self._at(name, key, signs)
        for phrase in self._signed.get(name, ()) if signs > start else ():
            if (found := key.find(phrase, start, signs + len(phrase))) >= 0:
                yield Opening(found + len(phrase), phrase)

    def _first(self, openings: Iterable[Opening], key: str) -> Opening | None:
        """The first of these that is whole words."""
        return next((opening for opening in openings if ends_word(opening.phrase, key, opening.end)), None)

    def _label(self, key: str, start: int) -> Opening | None:
        """The label of a byline, before a colon; one of two words also alone in a line, without one."""
        found = list(self._starts("label", key, start))
        for end, phrase in found:
            if colon := _COLON.match(key, end):
                return Opening(colon.end(), phrase)
        alone = (phrase for end, phrase in found if " " in phrase and _END.match(key, end))
        return next((Opening(len(key), phrase) for phrase in alone), None)

    def _comments(self, key: str, start: int) -> Opening | None:
        """What opens the readers' comments, behind their number too."""
        signs = _end(_SIGNS, key, start)
        for place in dict.fromkeys((signs, _end(_NUMBER, key, signs))):
            for end, phrase in self._at("comments", key, place):
                if _COUNTED.match(key, end):
                    return Opening(len(key), phrase)
        return None

    def _related(self, key: str, start: int) -> Opening | None:
        """The heading of a list of related articles; `Read more below the ad`, a phrase of its own, is none."""
        if self._first(self._starts("read_more", key, start), key):
            return None
        for end, phrase in self._starts("related", key, start):
            if _HEADS_LIST.match(key, end):
                return Opening(len(key), phrase)
        return self._listed(key, _end(_SIGNS, key, start))

    def _listed(self, key: str, start: int) -> Opening | None:
        """The same put together of a thing, up to two words before it, and which of them: `Các tin bài liên quan`."""
        places = [start]
        for _ in range(2):
            places += [_end(_SPACES, key, end) for place in places for end, _ in self._at("many", key, place)]
        for thing in (thing for place in places for thing in self._at("things", key, place)):
            spaces = _SPACES.match(key, thing.end)
            for end, phrase in self._at("tails", key, spaces.end()) if spaces else ():
                if _HEADS_LIST.match(key, end):
                    return Opening(len(key), f"{thing.phrase} {phrase}")
        return None

    def _tools(self, key: str, start: int) -> Opening | None:
        """Buttons, and nothing else."""
        first = found = self._first(self._at("tools", key, _end(_SIGNS, key, start)), key)
        while found:
            if _LETTER_SIZE.match(key, found.end):
                return first
            found = self._first(self._at("tools", key, _end(_SIGNS, key, found.end)), key)
        return None

    def _rating(self, key: str, start: int) -> Opening | None:
        """A vote on the article."""
        found = first = self._first(self._starts("rating", key, start), key)
        end = found.end if found else 0
        while found and not _END.match(key, end):
            if vote := _VOTES.match(key, end):
                end = vote.end()
            else:
                found = self._first(self._at("votes", key, _end(_SIGNS, key, end)), key)
                end = found.end if found else end
        return first if found else None

    def _footer(self, key: str, start: int) -> Opening | None:
        """What stands at the foot of every page."""
        for opening in self._starts("footer", key, start):
            whole = ends_word(opening.phrase, key, opening.end)
            if whole and (len(opening.phrase.split()) >= _LONG or _NAMED.match(key, opening.end)):
                return opening
            if _END.match(key, opening.end):
                return opening
        rights = _RIGHTS.match(key, _end(_NO_RIGHTS, key, start)) or _RIGHTS.match(key, _end(_SIGNS, key, start))
        return Opening(rights.end(), rights[0]) if rights else None

    def _caption(self, key: str, start: int) -> Opening | None:
        """How a caption begins."""
        if found := self._first(self._starts("caption", key, start), key):
            return found
        for opening in self._starts("credit", key, start):
            if _CREDITED.match(key, opening.end):
                return opening
        return Opening(start + 1, "©") if key.startswith("©", start) else None

    def _promo(self, key: str, start: int) -> Opening | None:
        """What asks the reader to do something."""
        found = self._first(self._starts("promo", key, start), key)
        mark = next((mark for mark in (">>", "»") if key.startswith(mark, start)), "")
        return found or (Opening(start + len(mark), mark) if mark else None)

    _told: ClassVar[dict[str, Callable[[Openings, str, int], Opening | None]]] = {
        "label": _label,
        "comments": _comments,
        "related": _related,
        "tools": _tools,
        "rating": _rating,
        "footer": _footer,
        "caption": _caption,
        "promo": _promo,
    }


def _end(pattern: re.Pattern[str], key: str, start: int) -> int:
    """Where a pattern that may match nothing ends."""
    found = pattern.match(key, start)
    return found.end() if found else start


def _lists(words: Words) -> dict[str, Sequence[str]]:
    """The phrases of each list: of the cues by their names, and of what those are put together of."""
    heads, byline, dates = words.headings, words.byline, words.dates
    known = tuple(map(fold, heads.related))
    longer = (each for each in words.promo.starts if fold(each).startswith(known) and fold(each) not in known)
    return {
        "label": byline.labels,
        "before_name": byline.before_names,
        "editor": byline.editors,
        "source": byline.sources,
        "from": byline.sources,
        "tags": heads.tags,
        "tagged": heads.tags,
        "related": heads.related,
        "read_more": [each for each in longer if each[-1:].isalpha()],
        "many": heads.related_many,
        "things": heads.related_heads,
        "tails": heads.related_tails,
        "comments": heads.comments,
        "tools": (*heads.tools, *words.home),
        "rating": heads.ratings,
        "votes": heads.votes,
        "files": heads.files,
        "other": heads.other_lists,
        "footer": heads.footer,
        "caption": words.caption.starts,
        "credit": words.caption.credits,
        "promo": words.promo.starts,
        "views": words.counter.views,
        "reading": (*heads.reading, *dates.published, *dates.modified, *dates.ago, *dates.spans),
    }
