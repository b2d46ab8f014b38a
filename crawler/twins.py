"""Addresses that differ only in the case of letters or in a slash at the end: to many servers they are one.

To others they are not. So a twin is asked about and never believed: two are one article where both say the same. Not so
addresses of which one has more parameters: what has fewer may show the newest article, another one every day.
"""

from __future__ import annotations

from collections.abc import Container

_MOST = 8  # spellings of one address that are kept in mind


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
        """The other addresses, of those `known`, that only spelling tells from `url`."""
        plain = _plain(url)
        spelled = (*self._spelled.get(plain, ()), *((plain,) if plain in known else ()))
        return tuple(other for other in spelled if other != url)


def _plain(url: str) -> str:
    return url.lower().rstrip("/")
