"""What a robots.txt says to us (RFC 9309). Pure: bytes in, rules out.

Protego matches paths as the RFC says, but its groups are not ours to trust: it lets `User-agent: gov` speak to
`govnews`, and gives every rule to every agent of a group, which a hostile file makes a hundred million times. So the
lines that are meant for us are picked out here, and it is given those only.
"""

from __future__ import annotations

import codecs
import re
from typing import Self

from scrapy.robotstxt import ProtegoRobotParser

# RFC 9309 §2.5 asks crawlers to read at least so much; no more is.
MOST_BYTES = 500 * 1024
_AGENT = re.compile(r"user[- ]?agent\s*[:\s]\s*(.*)", re.IGNORECASE)
_RULE = re.compile(
    r"(?:disallow|allow|dissallow|dissalow|disalow|diasllow|disallaw|crawl[- ]delay|request-rate|visit-time)\s*[:\s]",
    re.IGNORECASE,
)
_OTHER = re.compile(r"(?:sitemaps?|site-map|host|clean-param)\s*:", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+|\*")  # RFC 9309 §2.2.1; `govnews/1.2` and `govnews*` mean govnews too
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|script|meta|title|div|iframe|noscript)\b|\bdocument\.cookie\b", re.I)
_ALL = "Disallow: /"


class RobotsRules:
    """The rules for one user agent on one host."""

    def __init__(self, lines: list[str]) -> None:
        self._rules = ProtegoRobotParser("\n".join(["User-agent: *", *lines]).encode(), None)

    @classmethod
    def of(cls, body: bytes, token: str) -> Self:
        """The rules that a robots.txt has for the product token, or else for everybody."""
        ours: list[str] = []
        everybody: list[str] = []
        named: set[str] = set()  # whom the group speaks to
        seen: set[str] = set()  # of us and everybody, who has a group: an empty one allows all
        in_rules = True
        for line in _lines(body):
            agent = _AGENT.match(line)
            if agent:
                if in_rules:
                    named, in_rules = set(), False
                found = _TOKEN.match(agent[1])
                named.add(found[0].lower() if found else "")
                seen |= named & {token.lower(), "*"}
            elif _RULE.match(line):
                in_rules = True
                if token.lower() in named:
                    ours.append(line)
                if "*" in named:
                    everybody.append(line)
        return cls(ours if token.lower() in seen else everybody)

    @classmethod
    def forbidding_all(cls) -> Self:
        """Nothing may be asked for."""
        return cls([_ALL])

    @classmethod
    def allowing_all(cls) -> Self:
        """There are no rules."""
        return cls([])

    def allowed(self, url: str) -> bool:
        """Whether an address may be asked for."""
        return self._rules.allowed(url, "*")

    @property
    def crawl_delay(self) -> float:
        """Seconds between two requests that it asks for; 0 where it asks for none."""
        return self._rules.crawl_delay("*") or 0.0


def is_page(body: bytes) -> bool:
    """Whether what answered is no robots.txt but a page: without any line of a robots.txt, and with markup."""
    lines = _lines(body)
    if any(_AGENT.match(line) or _RULE.match(line) or _OTHER.match(line) for line in lines):
        return False
    return any(_MARKUP.search(line) for line in lines)


def _lines(body: bytes) -> list[str]:
    """The lines without comments; of a file that is too long only whole ones."""
    if len(body) > MOST_BYTES:
        body = body[:MOST_BYTES]
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1] or body
    wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = body.decode("utf-16" if wide else "utf-8-sig", errors="ignore")
    return [line.partition("#")[0].strip() for line in text.splitlines()]
