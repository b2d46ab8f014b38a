"""The patterns of a language's cues, for folded text: those that may stand anywhere in a line, and how lines begin.

Each is made when it is first asked for, and kept: to make one takes up to a millisecond, and of a rare language the
few pages of a crawl ask for few of them.
"""

from __future__ import annotations

import functools
import re

from pipelines.extraction.lines.line_openings import COLON, Openings
from pipelines.extraction.wording.eastern_names import people_line
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.word_patterns import alternatives, begun, ended, whole
from pipelines.extraction.wording.words import Words


class Patterns(Openings):
    """The patterns of one language."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._words = words

    def is_reading(self, key: str) -> bool:
        """True for how long it takes to read, or how long ago it appeared, and nothing else."""
        return self.may_begin("reading", key) and self._reading.fullmatch(key) is not None

    @functools.cached_property
    def _reading(self) -> re.Pattern[str]:
        """`5 min read`, `vor 3 Stunden`."""
        said, dates = alternatives(self._words.headings.reading), self._words.dates
        ago, spans = alternatives(dates.ago), alternatives(dates.spans)
        label = rf"(?:{ended([*dates.published, *dates.modified])}\W*)?"
        takes = rf"(?:\d{{1,3}}\W*)?{said}\W*(?:\d{{1,3}}\W*(?:m|min\w*|{alternatives(dates.minute)})?\W*)?"
        was = rf"{label}(?:{ago}\s*\d{{1,3}}\s*{spans}\W*(?:{ago}\W*)?|\d{{1,3}}\s*{spans}\W*{ago}\W*)"
        minutes = rf"(?:\d{{1,3}}\W*{spans}\W*)?"  # beside an age `5 Min.` is enough
        return re.compile(rf"\W*(?:{takes}|{was}){{1,2}}{minutes}")

    @functools.cached_property
    def reading_anywhere(self) -> re.Pattern[str]:
        """The same anywhere in a line; its number is not the end of a year."""
        return re.compile(rf"(?<!\d)(?:{self._reading.pattern})(?!\w)")

    @functools.cached_property
    def commented(self) -> re.Pattern[str]:
        """How many comments there are, anywhere in a line: `0 bình luận`, `Kommentare (12)`."""
        comments = self._words.headings.comments
        return re.compile(rf"(?<!\w)\d+\s*{ended(comments)}|{begun(comments)}\W*\d+")

    @functools.cached_property
    def tool(self) -> re.Pattern[str]:
        """One button, anywhere in a line."""
        return re.compile(rf"{whole([*self._words.headings.tools, *self._words.home])}(?:\W*\ba\b)*")

    @functools.cached_property
    def visitors(self) -> re.Pattern[str]:
        """The counter of the whole site, anywhere in a line."""
        return re.compile(whole(self._words.counter.visitors))

    @functools.cached_property
    def views(self) -> re.Pattern[str]:
        """The article's counter, label first."""
        return re.compile(rf"{begun(self._words.counter.views)}\s*(?:{COLON}|\s)\s*\(?(\d[\d.,]*)?(?![\d/])")

    @functools.cached_property
    def viewed(self) -> re.Pattern[str]:
        """The article's counter, number first."""
        before = r"\da-z" if self._words.unspaced else r"\w"  # what the number would go on from
        return re.compile(rf"(?<![{before}.,/])(\d[\d.,]*)\s*{ended(self._words.counter.after)}")

    @functools.cached_property
    def posted(self) -> re.Pattern[str] | None:
        """A name (the one group that matched) with words on both sides of it: `Được Lệ Quyên gửi vào`."""
        around = self._words.byline.around_names
        each = [rf"\W*{alternatives([one])}\s+(\S.{{0,60}}?)\s+{ended([other])}" for one, other in around]
        return re.compile("|".join(each)) if each else None

    @functools.cached_property
    def credit(self) -> re.Pattern[str]:
        """How a caption ends: with who took the picture."""
        credit_words = alternatives(self._words.caption.credits)
        return re.compile(rf"[(\[.\-–—|/]\s*{credit_words}\s*[:：]\s*[^:]{{2,60}}$|\({credit_words}\)\W*$")

    @functools.cached_property
    def notice(self) -> re.Pattern[str]:
        """What newsrooms say below a text, anywhere in a line."""
        return re.compile(begun(self._words.promo.notices))

    @functools.cached_property
    def site(self) -> re.Pattern[str]:
        """How a site's own name begins."""
        return re.compile(rf"\W*{ended(self._words.site.names)}")

    @functools.cached_property
    def section(self) -> re.Pattern[str] | None:
        """The label of the category, anywhere in a line of facts."""
        labels = self._words.headings.section
        return re.compile(rf"{begun(labels)}{COLON}\s*") if labels else None

    @functools.cached_property
    def home(self) -> re.Pattern[str]:
        """The link to the home page."""
        return re.compile(rf"\W*{alternatives(self._words.home)}\W*$")

    @functools.cached_property
    def ending(self) -> re.Pattern[str] | None:
        """What the last line says, anywhere in it."""
        endings = self._words.headings.endings
        return re.compile(alternatives(endings)) if endings else None

    def is_people(self, key: str) -> bool:
        """True for names with what stands before or behind them, and nothing else."""
        if not self._words.byline.titles or not any(sign in key for sign in self._people_signs):
            return False
        return self._people is not None and self._people.fullmatch(key) is not None

    @functools.cached_property
    def _people_signs(self) -> frozenset[str]:
        byline = self._words.byline
        return frozenset(map(fold, [*byline.roles, *byline.before_names, *byline.titles, "【"]))

    @functools.cached_property
    def _people(self) -> re.Pattern[str] | None:
        return people_line(self._words)

    @functools.cached_property
    def fact(self) -> re.Pattern[str]:
        """A label in a line of facts that no sign parts."""
        byline = self._words.byline
        labels = [*byline.labels, *byline.sources, *byline.editors, *self._words.counter.views]
        return re.compile(rf"{alternatives(labels)}(?={COLON})")


def patterns_of(words: Words) -> Patterns:
    """The cue patterns of a language, kept: the same for all its regions."""
    return _made(words.base or words)


@functools.lru_cache(maxsize=64)
def _made(words: Words) -> Patterns:
    return Patterns(words)
