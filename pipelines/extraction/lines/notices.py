"""What newsrooms say below their texts: who helped, whom to follow, which newsletter to take. It is no text.

Nor is what follows the mark that closes a release: notes to editors, whom the press may ask, what the ministry is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.wording.folding import fold, squeeze
from pipelines.extraction.wording.offices import is_unit
from pipelines.extraction.wording.words import Words

_LINES = 5  # at the end of a text; what an article says further up is its own
_LONGEST = 350  # characters
_SHORT = 200
_FEW = 6  # words beside an address of mail
# An account's own page, not what it says there: one name in the path.
_ACCOUNT = re.compile(
    r"https?://(?:www\.|m\.)?(?:twitter|x|facebook|instagram|threads|bsky|t|telegram|whatsapp|youtube|linkedin)\.(?:com|net|app|me)"
    r"/(?:in/|company/|channel/|profile/|c/|user/)?@?[\w.-]+/?(?:[?#].*)?$"
)
# Where one does; the words are those of addresses.
_SUBSCRIBE = re.compile(
    r"newsletter|subscri|sign-?up|regist|donat|support|member|abonn|abbon|boletin|inscri|suscri|spende|soutenir|patreon|fund|steun"
)
_QUOTES = (("“", "”"), ("«", "»"))
_CONTACT_WORDS = 3  # of what opens whom to ask, in a sentence
_TELEPHONE = 6  # digits
_ISSUER = 12  # characters that may stand before the name in what says what it is
_NUMBER = " :：.,;–—-()0123456789"  # of a telephone, behind what opens whom to ask
LONGEST_LABEL = 45  # of what opens whom to ask
_LONGEST_MARK = 30  # characters of what closes a release
_MARK = re.compile(r"(?:#\s?){3,5}|\W*[oO0]{3,9}\W*|\W*[-–—]\s?30\s?[-–—]\W*")  # `###`, `-30-`, `-o0o-`
_AROUND = " -–—*~/_=<>()[]（）【】.·•。"


def closes(block: Block, words: Words) -> bool:
    """True for the mark that closes a release, alone in its line: `ENDS`, `- Ende -`, `###`, `-30-`."""
    text = block.text
    if len(text) > _LONGEST_MARK or block.linked or block.row or block.item:
        return False
    if _MARK.fullmatch(text):
        return True
    word = text.strip(_AROUND)
    return fold(word) in patterns_of(words).phrases("ends") and not (block.heading and word.upper() != text)


def opens_contacts(block: Block, words: Words) -> bool:
    """True for what opens, below a release, whom the press may ask, alone in its line: `Media contact:`."""
    if len(block.text) > LONGEST_LABEL:
        return False
    contacts = patterns_of(words).phrases("contacts")
    if block.key.strip(_NUMBER) in contacts:
        return True
    opening = contacts.whole(block.key) if block.text.endswith(":") else None
    return opening is not None and " " in opening.phrase  # `For media queries, please contact:`


def opens_profile(block: Block, below: str, site: str, words: Words) -> bool:
    """True for what opens, below a release, what its issuer is: `About the Department`, `About Mill & Salt`.

    What it names is an office, the site, or a name that the paragraph `below` begins with; a sub-heading
    of the text, `About the bridge`, begins with a small letter behind the words.
    """
    about = patterns_of(words).phrases("about")
    opening = next(about.starts(block.key), None) if len(block.text) <= LONGEST_LABEL else None
    name = block.text[opening.end :].strip(_AROUND + ":") if opening else ""
    if not name[:1].isupper() or name.endswith("?"):
        return False
    if is_unit(name, words) or squeeze(name) == squeeze(site):
        return True
    capitals = sum(word[:1].isupper() for word in name.split())
    most = capitals > 1 and 2 * capitals > len(name.split())
    return most and squeeze(name) in squeeze(below[: _ISSUER + len(name)])


def notices(texts: Sequence[Block], words: Words) -> set[int]:
    """The positions of notices in a text (in page order); its first line is none by its words alone.

    Among its last lines words tell them. Further up, where an article says more of its own, a link has to lead to where
    one subscribes or gives money, too.
    """
    if not words.promo.notices or len(texts) < 2:
        return {block.index for block in texts[1:][-_LINES:] if _is_short(block) and _leads_to_accounts(block)}
    notice, last = patterns_of(words).notice, max(1, len(texts) - _LINES)
    found = {block.index for block in texts[:last] if block.linked and _asks(block) and _says(notice, block)}
    below = [block for block in texts[last:] if _is_short(block)]
    return found | {
        block.index
        for block in below
        if _says(notice, block) or _leads_to_accounts(block) or _names_contact(block, words)
    }


def _says(notice: re.Pattern[str], block: Block) -> bool:
    """True for what the newsroom says, and not somebody whom it quotes."""
    match = notice.search(block.key)
    if match is None:
        return False
    before = block.text[: match.start()]
    return before.count('"') % 2 == 0 and all(before.count(one) == before.count(other) for one, other in _QUOTES)


def _names_contact(block: Block, words: Words) -> bool:
    """True for whom the press may ask, in one line: `For media queries, please contact Ann Marsh, tel. 555 0101`."""
    opening = patterns_of(words).phrases("contacts").whole(block.key)
    if opening is None or opening.phrase.count(" ") >= _CONTACT_WORDS - 1:
        return opening is not None
    behind = block.text[opening.end :].lstrip()
    return behind.startswith(":") and sum(map(str.isdigit, behind)) >= _TELEPHONE


def _is_short(block: Block) -> bool:
    return len(block.text) <= _LONGEST


def _asks(block: Block) -> bool:
    """True for a line with a link to where one subscribes to something or gives money for it."""
    return _is_short(block) and any(_SUBSCRIBE.search(block.hrefs[piece.link]) for piece in block.pieces if piece.link)


def _leads_to_accounts(block: Block) -> bool:
    """True for a short line whose links all lead to accounts or mailboxes: `Follow Ruth Hallam on X`, `Write to …`."""
    links = block.links if block.linked and len(block.text) <= _SHORT else []
    few = len(block.text.split()) <= _FEW  # more may be where one applies for what the text is about
    return bool(links) and all(_ACCOUNT.match(link.href) or (few and link.href.startswith("mailto:")) for link in links)


__all__ = ["LONGEST_LABEL", "closes", "notices", "opens_contacts", "opens_profile"]
