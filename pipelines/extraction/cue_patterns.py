"""The patterns of a language's cues, for folded text. Each is made when it is first asked for, and kept.

To make one takes up to a millisecond, and of a rare language the few pages of a crawl ask for few of them.
"""

from __future__ import annotations

import functools
import re

from pipelines.extraction.eastern_names import people_line
from pipelines.extraction.folding import fold
from pipelines.extraction.words import Words, alternatives, begun, ended, whole

_COLON = r"\s*[:：]\s*"
_BEGINNING = re.compile(r"(\W*)(?:\d+\W*)?(\w*)")
_MARKS = "»©®"  # and `>>`: what begins a line that has a cue, besides words
_MARKED = frozenset({"footer", "caption", "promo"})  # the patterns that know them
_ALL = frozenset(
    {"label", "editor", "tags", "related", "comments", "tools", "rating", "files", "other", "footer", "source"}
    | {"caption", "promo", "views"}
)
_NONE: frozenset[str] = frozenset()


class Patterns:
    """The patterns of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def begun_by(self, key: str) -> frozenset[str]:
        """Which of the patterns here, by their names, may match a line that begins like this one; most lines none.

        A line's first word tells. Scripts in which it has no end tell only whether one of all may match.
        """
        if self._words.unspaced:
            return _ALL if self._opening.match(key) else _NONE
        begun = _BEGINNING.match(key)
        if begun is None:
            return _NONE
        before, word = begun.groups()
        names = self._by_first_word.get(word, _NONE)
        if before and (">>" in before or any(mark in before for mark in _MARKS)):
            names |= _MARKED
        return names

    def named(self, name: str) -> re.Pattern[str]:
        """The pattern of that name among those of `begun_by`."""
        found: re.Pattern[str] = getattr(self, name)
        return found

    def _beginnings(self) -> dict[str, list[str]]:
        """How the lines begin that a pattern matches, by its name."""
        words, heads = self._words, self._words.headings
        return {
            "label": words.byline.labels,
            "editor": words.byline.editors,
            "tags": heads.tags,
            "related": [*heads.related, *heads.related_many, *heads.related_heads],
            "comments": heads.comments,
            "tools": [*heads.tools, *words.home],
            "rating": heads.ratings,
            "files": heads.files,
            "other": heads.other_lists,
            "footer": [*heads.footer, "copyright"],
            "source": words.byline.sources,
            "caption": [*words.caption.starts, *words.caption.credits],
            "promo": words.promo.starts,
            "views": words.counter.views,
            "document": [*heads.document_subject, *heads.document_number],
        }

    @functools.cached_property
    def _by_first_word(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name, phrases in self._beginnings().items():
            for opening in (_BEGINNING.match(fold(phrase)) for phrase in phrases):
                if opening is not None:
                    found.setdefault(opening[2], set()).add(name)
        return {word: frozenset(names) for word, names in found.items()}

    @functools.cached_property
    def _opening(self) -> re.Pattern[str]:
        """How the lines of a script begin in which the first word has no end."""
        phrases = [phrase for phrases in self._beginnings().values() for phrase in phrases]
        return re.compile(rf"\W*(?:\d+\W*)?{alternatives(phrases)}|\W*[{_MARKS}]|\W*>>")

    @functools.cached_property
    def related(self) -> re.Pattern[str]:
        """The heading of a list of related articles; `Read more below the ad`, a phrase of its own, is none."""
        heads = self._words.headings
        known = tuple(map(fold, heads.related))
        starts = [each for each in self._words.promo.starts if fold(each).startswith(known)]
        longer = ended(each for each in starts if fold(each) not in known and each[-1:].isalpha())
        many, things = alternatives(heads.related_many), alternatives(heads.related_heads)
        related = (
            rf"(?:{alternatives(heads.related)}|(?:{many}\s*){{0,2}}{things}\s+{alternatives(heads.related_tails)})"
        )
        return re.compile(rf"\W*(?!{longer}){related}(?:\W*\d*\W*$|(?=\W)[^.!?]{{0,28}}$)")

    @functools.cached_property
    def other(self) -> re.Pattern[str]:
        """The heading of a list that says nothing of the article."""
        return re.compile(rf"\W*{alternatives(self._words.headings.other_lists)}\W*$")

    @functools.cached_property
    def comments(self) -> re.Pattern[str]:
        """What opens the readers' comments."""
        return re.compile(rf"\W*\d*\W*{alternatives(self._words.headings.comments)}\W*\d*\W*$")

    @functools.cached_property
    def commented(self) -> re.Pattern[str]:
        """How many comments there are, anywhere in a line: `0 bình luận`, `Kommentare (12)`."""
        comments = self._words.headings.comments
        return re.compile(rf"(?<!\w)\d+\s*{ended(comments)}|{begun(comments)}\W*\d+")

    @functools.cached_property
    def tags(self) -> re.Pattern[str]:
        """The label of keywords."""
        return re.compile(rf"\W*{alternatives(self._words.headings.tags)}(?:{_COLON}|\W*$)")

    @functools.cached_property
    def tagged(self) -> re.Pattern[str]:
        """The same before links, where no colon need part them: `Filed under Floods, Climate`."""
        return re.compile(rf"\W*{ended(self._words.headings.tags)}\W")

    @functools.cached_property
    def tools(self) -> re.Pattern[str]:
        """Buttons, and nothing else."""
        tools = ended([*self._words.headings.tools, *self._words.home])
        return re.compile(rf"(?:\W*{tools})+(?:\W*(?:font|a)(?!\w))*\W*$")

    @functools.cached_property
    def tool(self) -> re.Pattern[str]:
        """One button, anywhere in a line."""
        return re.compile(rf"{whole([*self._words.headings.tools, *self._words.home])}(?:\W*\ba\b)*")

    @functools.cached_property
    def reading(self) -> re.Pattern[str]:
        """How long it takes to read, how long ago it appeared, and nothing else: `5 min read`, `vor 3 Stunden`."""
        said, dates = alternatives(self._words.headings.reading), self._words.dates
        ago, spans = alternatives(dates.ago), alternatives(dates.spans)
        label = rf"(?:{ended([*dates.published, *dates.modified])}\W*)?"
        takes = rf"(?:\d{{1,3}}\W*)?{said}\W*(?:\d{{1,3}}\W*(?:m|min\w*|{alternatives(dates.minute)})?\W*)?"
        was = rf"{label}(?:{ago}\s*\d{{1,3}}\s*{spans}\W*(?:{ago}\W*)?|\d{{1,3}}\s*{spans}\W*{ago}\W*)"
        minutes = rf"(?:\d{{1,3}}\W*{spans}\W*)?"  # beside an age `5 Min.` is enough
        return re.compile(rf"\W*(?:{takes}|{was}){{1,2}}{minutes}")

    @functools.cached_property
    def files(self) -> re.Pattern[str]:
        """The label of attached files."""
        return re.compile(rf"\W*{alternatives(self._words.headings.files)}(?:{_COLON}|\W*\d*\W*$)")

    @functools.cached_property
    def rating(self) -> re.Pattern[str]:
        """A vote on the article."""
        ratings, votes = ended(self._words.headings.ratings), ended(self._words.headings.votes)
        return re.compile(rf"\W*{ratings}(?:\W*(?:\d+(?!\w)|{votes}))*\W*$")

    @functools.cached_property
    def footer(self) -> re.Pattern[str]:
        """What stands at the foot of every page."""
        phrases = self._words.headings.footer
        footers, whole_footers = alternatives(phrases), ended(phrases)
        long = ended(phrase for phrase in phrases if len(phrase.split()) >= 3)
        return re.compile(
            rf"\W*(?:{long}|{whole_footers}[^.:]{{0,30}}:|{footers}\W*$|(?:copyright|©|®).*(?:19|20)\d\d|®|copyright)"
        )

    @functools.cached_property
    def visitors(self) -> re.Pattern[str]:
        """The counter of the whole site, anywhere in a line."""
        return re.compile(whole(self._words.counter.visitors))

    @functools.cached_property
    def views(self) -> re.Pattern[str]:
        """The article's counter, label first."""
        return re.compile(rf"{begun(self._words.counter.views)}\s*(?:{_COLON}|\s)\s*\(?(\d[\d.,]*)?(?![\d/])")

    @functools.cached_property
    def viewed(self) -> re.Pattern[str]:
        """The article's counter, number first."""
        before = r"\da-z" if self._words.unspaced else r"\w"  # what the number would go on from
        return re.compile(rf"(?<![{before}.,/])(\d[\d.,]*)\s*{ended(self._words.counter.after)}")

    @functools.cached_property
    def label(self) -> re.Pattern[str]:
        """The label of a byline (group 1); one of two words also alone in a line, without a colon (group 2)."""
        labels = self._words.byline.labels
        several = alternatives(label for label in labels if " " in label)
        return re.compile(rf"\W*({alternatives(labels)}){_COLON}|\W*({several})\W*$")

    @functools.cached_property
    def before_name(self) -> re.Pattern[str]:
        """What stands before a name without a colon: `By Ruth Hallam`."""
        return re.compile(rf"\W*{alternatives(self._words.byline.before_names)}\s+(?=\S)")

    @functools.cached_property
    def posted(self) -> re.Pattern[str] | None:
        """A name (the one group that matched) with words on both sides of it: `Được Lệ Quyên gửi vào`."""
        around = self._words.byline.around_names
        each = [rf"\W*{alternatives([one])}\s+(\S.{{0,60}}?)\s+{ended([other])}" for one, other in around]
        return re.compile("|".join(each)) if each else None

    @functools.cached_property
    def source(self) -> re.Pattern[str]:
        """The label of the source, with its colon."""
        return re.compile(rf"\W*{alternatives(self._words.byline.sources)}{_COLON}(?=\S)")

    @functools.cached_property
    def theo(self) -> re.Pattern[str]:
        """The same without one: `Theo TTXVN`."""
        return re.compile(rf"\W*{alternatives(self._words.byline.sources)}\s+(?=\S)")

    @functools.cached_property
    def caption(self) -> re.Pattern[str]:
        """How a caption begins."""
        starts, credit_words = ended(self._words.caption.starts), alternatives(self._words.caption.credits)
        return re.compile(rf"\W*{starts}|\W*{credit_words}\s*[:：]|\s*©")

    @functools.cached_property
    def credit(self) -> re.Pattern[str]:
        """How a caption ends: with who took the picture."""
        credit_words = alternatives(self._words.caption.credits)
        return re.compile(rf"[(\[.\-–—|/]\s*{credit_words}\s*[:：]\s*[^:]{{2,60}}$|\({credit_words}\)\W*$")

    @functools.cached_property
    def promo(self) -> re.Pattern[str]:
        """What asks the reader to do something."""
        return re.compile(rf"\W*{ended(self._words.promo.starts)}|>>|»")

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
        return re.compile(rf"{begun(labels)}{_COLON}\s*") if labels else None

    @functools.cached_property
    def home(self) -> re.Pattern[str]:
        """The link to the home page."""
        return re.compile(rf"\W*{alternatives(self._words.home)}\W*$")

    @functools.cached_property
    def editor(self) -> re.Pattern[str]:
        """The label of who edited the text."""
        return re.compile(rf"\W*{alternatives(self._words.byline.editors)}{_COLON}")

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
        return re.compile(rf"{alternatives(labels)}(?={_COLON})")


def patterns_of(words: Words) -> Patterns:
    """The cue patterns of a language, kept: the same for all its regions."""
    return _made(words.base or words)


@functools.lru_cache(maxsize=64)
def _made(words: Words) -> Patterns:
    return Patterns(words)
