"""What names look like in scripts without spaces: Chinese, Japanese, Korean, Thai."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.word_patterns import alternatives
from pipelines.extraction.wording.words import Words

# Of Chinese, Japanese and Korean names. Not by their ranges: to make each class of such takes two milliseconds.
LETTER = r"(?:(?![a-z\d_])\w)"
# `홍길동·김철수` are two, `约翰·史密斯` is one; the Japanese mark parts Chinese characters, and no foreign name.
MARKS = r"\s*、\s*|(?<=[\uac00-\ud7a3])[·‧ㆍ](?=[\uac00-\ud7a3])|(?<=[\u4e00-\u9fff])・(?=[\u4e00-\u9fff])"
MAIL = re.compile(r"(?<![\w.@])[a-zA-Z0-9][\w.+-]{0,60}@[\w-]+(?:\.[\w-]+)+")
# Chinese, Japanese and Korean names; foreign ones in two parts (`约翰·史密斯`); `山田 太郎`; Thai names of two words.
_UNSPACED_NAME = re.compile(
    "[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}"
    "|[\u30a0-\u30ff\u4e00-\u9fff]{1,8}[·・][\u30a0-\u30ff\u4e00-\u9fff]{1,8}"
    "|[\u3005\u3040-\u30ff\u4e00-\u9fff]{1,4} [\u3005\u3040-\u30ff\u4e00-\u9fff]{1,4}"
    "|[\u0e01-\u0e4e]{2,20}(?: [\u0e01-\u0e4e]{2,20}){1,2}"
)


@functools.lru_cache(maxsize=64)
def _title(words: Words) -> re.Pattern[str]:
    return re.compile(rf"\s*({alternatives(words.byline.titles)})$")


def name_pattern(words: Words) -> str:
    """A pattern for one name in a script without spaces: by its surname, where the language has few of them."""
    surnames = words.byline.surnames
    return rf"[{surnames}]{LETTER}{{1,3}}" if surnames else rf"{LETTER}{{2,4}}(?:\s{LETTER}{{1,4}})?"


def names_pattern(words: Words) -> str:
    """The same for one name or several: no more than six, for each white space may part two or be in one."""
    name = name_pattern(words)
    return rf"{name}(?:(?:\s?[、,·・/]\s?|\s){name}){{0,5}}"


def people_line(words: Words) -> re.Pattern[str] | None:
    """A pattern for folded lines that are names with a title and nothing else: `홍길동 기자`, `本报记者王小明 李小红`.

    Only for languages whose names can be told by how they begin, and for names in `【】`; None for all others. Where
    they report from may follow: `記者王小明／台北報導`.
    """
    byline = words.byline
    if not byline.titles:
        return None
    names = names_pattern(words)
    said = {*byline.roles, *byline.before_names}  # a professor has a title too, and writes no byline
    before, after = alternatives(said), alternatives([title for title in byline.titles if title in said])
    gap = r"\s*" if byline.surnames else r"\s+"
    forms = rf"{before}{gap}{names}(?:/{LETTER}{{2,8}})?|{names}{gap}{after}|【{names}】"
    return re.compile(rf"[\s\[(<▶■◎●/=]*(?:{forms})[\s\])>=/|:]*(?:\(?{MAIL.pattern}\)?)?\W*")


def is_unspaced(text: str) -> bool:
    """True for a name in a script that sets no spaces."""
    return bool(_UNSPACED_NAME.fullmatch(text))


def untitled(text: str, words: Words) -> tuple[str, str]:
    """(`홍길동`, `기자`) for `홍길동 기자`; without a title the text as it is."""
    match = _title(words).search(fold(text)) if words.byline.titles else None
    return (text[: match.start()], match[1]) if match and match.start() else (text, "")
