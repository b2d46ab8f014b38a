"""Addresses that may be one article, though they are two by their form: twins.

They differ only in the case of letters or in a slash at the end, or one has parameters that the other lacks (`?amp=1`,
`&CategoryId=2`). To some servers that is one page and to others it is not, so a twin is asked about and never believed:
two are one article where both say the same.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

_MOST = 8  # spellings of one address that are kept in mind
_PARAMETERS = 6  # of an address that is looked at without them


class Twins:
    """The addresses of a portal's articles that are not spelled plainly: in lower case, without a slash at the end."""

    def __init__(self) -> None:
        self._spelled: dict[str, tuple[str, ...]] = {}  # plain spelling -> the addresses that are spelled otherwise

    def add(self, url: str) -> None:
        """Takes in the address of an article."""
        plain = _plain(url)
        if url != plain:
            spelled = self._spelled.get(plain, ())
            if url not in spelled and len(spelled) < _MOST:
                self._spelled[plain] = (*spelled, url)

    def of(self, url: str, known: Container[str]) -> tuple[str, ...]:
        """Those of the `known` addresses that may be the article at `url`: spelled otherwise, or with less behind it."""
        plain = _plain(url)
        others = (*self._spelled.get(plain, ()), *(each for each in (plain, *_shorter(url)) if each in known))
        return tuple(dict.fromkeys(other for other in others if other != url))


def _plain(url: str) -> str:
    return url.lower().rstrip("/")


def _shorter(url: str) -> Iterator[str]:
    """An address without its query, and without each of its parameters."""
    path, _, query = url.partition("?")
    parameters = query.split("&")
    if query:
        yield path
    if 1 < len(parameters) <= _PARAMETERS:
        for number in range(len(parameters)):
            yield f"{path}?{'&'.join(parameters[:number] + parameters[number + 1 :])}"
