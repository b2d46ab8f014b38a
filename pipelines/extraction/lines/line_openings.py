"""How a line begins that has a cue, in one language: the phrases it may begin with, and what may follow each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.phrases import Occurrence, Phrases, behind_number, behind_signs, first_word
from pipelines.extraction.wording.word_patterns import ends_word
from pipelines.extraction.wording.words import Words

COLON = r"\s*[:：]\s*"
_LABEL_END = re.compile(rf"{COLON}|\W*$")  # a colon, or the end of its line
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
    "tags": _LABEL_END,
    "tagged": re.compile(r"\W"),
    "files": re.compile(rf"{COLON}|\W*\d*\W*$"),
    "subject": _LABEL_END,
    "number": _LABEL_END,
    "row": _LABEL_END,
    "other": _END,
}

_SAME = {"from": "source", "tagged": "tags"}  # the same phrases, before something else

# The cues whose lines begin with a phrase of a list, by the list.
_CUES = {
    name: name for name in ("label", "editor", "source", "tags", "related", "comments", "tools", "rating", "files")
}
_CUES |= {"many": "related", "things": "related", "other": "other", "footer": "footer", "caption": "caption"}
_CUES |= {"subject": "document", "number": "document"}
_CUES |= {"credit": "caption", "promo": "promo", "views": "views"}


class Openings:
    """How lines of one language begin, told of folded text."""

    def __init__(self, words: Words) -> None:
        self._said = _lists(words)
        self._lists: dict[str, Phrases] = {}  # made when they are asked for
        self._begun: dict[str, frozenset[str]] = {"copyright": frozenset({"footer"})}  # the cues, by first word
        self._marks = dict(_MARKS)
        for name, cue in _CUES.items():
            for word in self.phrases(name).by_word:
                self._begun[word] = self._begun.get(word, _NONE) | {cue}
            for phrase in self.phrases(name).signed:
                self._marks[phrase] = self._marks.get(phrase, _NONE) | {cue}

    def phrases(self, name: str) -> Phrases:
        """The phrases of a list."""
        found = self._lists.get(name)
        if found is None:
            found = self._lists[name] = Phrases(self._said[name])
        return found

    def begun_by(self, key: str) -> frozenset[str]:
        """The cues, by their names, that a line may have that begins like this one; for most lines none."""
        signs = behind_signs(key)
        names = self._begun.get(first_word(key, signs), _NONE)
        if number := behind_number(key, signs) - signs:
            names |= self._begun.get(first_word(key, signs + number), _NONE)
        for mark in self._marks if signs else ():
            if mark in key[:signs]:
                names |= self._marks[mark]
        return names

    def match(self, name: str, key: str, start: int = 0) -> Occurrence | None:
        """How the line begins from `start` on, if as lines of that name do; it ends where what follows begins."""
        if told := self._told.get(name):
            return told(self, key, start)
        tail = _TAILS[name]
        for _, end, phrase in self.phrases(_SAME.get(name, name)).starts(key, start):
            if after := tail.match(key, end):
                return Occurrence(start, after.end(), phrase)
        return None

    def may_begin(self, name: str, key: str) -> bool:
        """True for a line whose first word, behind a number too, is that of one of a list's phrases."""
        signs = behind_signs(key)
        return any(first_word(key, place) in self.phrases(name).by_word for place in (signs, behind_number(key, signs)))

    def _label(self, key: str, start: int) -> Occurrence | None:
        """The label of a byline, before a colon; one of two words also alone in a line, without one."""
        found = list(self.phrases("label").starts(key, start))
        for _, end, phrase in found:
            if colon := _COLON.match(key, end):
                return Occurrence(start, colon.end(), phrase)
        alone = (phrase for _, end, phrase in found if " " in phrase and _END.match(key, end))
        return next((Occurrence(start, len(key), phrase) for phrase in alone), None)

    def _comments(self, key: str, start: int) -> Occurrence | None:
        """What opens the readers' comments, behind their number too."""
        signs = behind_signs(key, start)
        for place in dict.fromkeys((signs, behind_number(key, signs))):
            for _, end, phrase in self.phrases("comments").at(key, place):
                if _COUNTED.match(key, end):
                    return Occurrence(start, len(key), phrase)
        return None

    def _related(self, key: str, start: int) -> Occurrence | None:
        """The heading of a list of related articles; `Read more below the ad`, a phrase of its own, is none."""
        if self.phrases("read_more").whole(key, start):
            return None
        for _, end, phrase in self.phrases("related").starts(key, start):
            if _HEADS_LIST.match(key, end):
                return Occurrence(start, len(key), phrase)
        return self._listed(key, behind_signs(key, start))

    def _listed(self, key: str, start: int) -> Occurrence | None:
        """The same put together of a thing, up to two words before it, and which of them: `Các tin bài liên quan`."""
        places = [start]
        for _ in range(2):
            places += [_end(_SPACES, key, end) for place in places for _, end, _ in self.phrases("many").at(key, place)]
        for thing in (thing for place in places for thing in self.phrases("things").at(key, place)):
            spaces = _SPACES.match(key, thing.end)
            for _, end, phrase in self.phrases("tails").at(key, spaces.end()) if spaces else ():
                if _HEADS_LIST.match(key, end):
                    return Occurrence(start, len(key), f"{thing.phrase} {phrase}")
        return None

    def _tools(self, key: str, start: int) -> Occurrence | None:
        """Buttons, and nothing else."""
        first = found = self.phrases("tools").whole_at(key, behind_signs(key, start))
        while found:
            if _LETTER_SIZE.match(key, found.end):
                return first
            found = self.phrases("tools").whole_at(key, behind_signs(key, found.end))
        return None

    def _rating(self, key: str, start: int) -> Occurrence | None:
        """A vote on the article."""
        found = first = self.phrases("rating").whole(key, start)
        end = found.end if found else 0
        while found and not _END.match(key, end):
            if vote := _VOTES.match(key, end):
                end = vote.end()
            else:
                found = self.phrases("votes").whole_at(key, behind_signs(key, end))
                end = found.end if found else end
        return first if found else None

    def _footer(self, key: str, start: int) -> Occurrence | None:
        """What stands at the foot of every page."""
        for opening in self.phrases("footer").starts(key, start):
            whole = ends_word(opening.phrase, key, opening.end)
            if whole and (len(opening.phrase.split()) >= _LONG or _NAMED.match(key, opening.end)):
                return opening
            if _END.match(key, opening.end):
                return opening
        rights = _RIGHTS.match(key, _end(_NO_RIGHTS, key, start)) or _RIGHTS.match(key, behind_signs(key, start))
        return Occurrence(start, rights.end(), rights[0]) if rights else None

    def _caption(self, key: str, start: int) -> Occurrence | None:
        """How a caption begins."""
        if found := self.phrases("caption").whole(key, start):
            return found
        for opening in self.phrases("credit").starts(key, start):
            if _CREDITED.match(key, opening.end):
                return opening
        return Occurrence(start, start + 1, "©") if key.startswith("©", start) else None

    def _promo(self, key: str, start: int) -> Occurrence | None:
        """What asks the reader to do something."""
        found = self.phrases("promo").whole(key, start)
        mark = next((mark for mark in (">>", "»") if key.startswith(mark, start)), "")
        return found or (Occurrence(start, start + len(mark), mark) if mark else None)

    _told: ClassVar[dict[str, Callable[[Openings, str, int], Occurrence | None]]] = {
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
    """The phrases of each list: of the cues by their names, of what those are put together of, and what else opens a
    line that says one thing.
    """
    heads, byline, dates = words.headings, words.byline, words.dates
    known = tuple(map(fold, heads.related))
    longer = (each for each in words.promo.starts if fold(each).startswith(known) and fold(each) not in known)
    return {
        "label": byline.labels,
        "before_name": byline.before_names,
        "editor": byline.editors,
        "source": byline.sources,
        "tags": heads.tags,
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
        "subject": heads.document_subject,
        "number": heads.document_number,
        "row": heads.document_rows,
        "openers": byline.openers,
        "section": heads.section,
        "ends": heads.ends,
        "contacts": heads.contacts,
        "about": heads.about,
        "reading": (*heads.reading, *dates.published, *dates.modified, *dates.ago, *dates.spans),
    }
