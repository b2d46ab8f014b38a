"""Whether the portal itself is there. What is gone from it means something else where all of it is."""

from __future__ import annotations

import functools

from crawler.saving import Saving


class Presence:
    """What the answers of one crawl say of that; until one says that the portal is there, removals are held back."""

    def __init__(self, saving: Saving) -> None:
        self.alive = False  # whether any page of the portal answered 200 and is its own, or 304
        self.parked = ""  # what a page said that stands where the portal used to be
        self.dead = ""  # how its host failed, where not even robots.txt could be asked for: nobody is there
        self._saving = saving
        self._held_back: list[functools.partial[None]] = []

    def is_there(self) -> None:
        """A page of the portal answered, and is not what stands at the address of a domain that lapsed."""
        self.alive = True
        self.tell_held_back()

    def gone(self, tell: functools.partial[None]) -> None:
        """Something is gone: has `tell` say so in the archive's thread, as soon as `portal_alive` is known."""
        self._held_back.append(tell)
        if self.alive:
            self.tell_held_back()

    def tell_held_back(self) -> None:
        """Tells of everything that is gone by what is known now: no answer is waited for any longer."""
        for tell in self._held_back:
            self._saving.submit(tell, portal_alive=self.alive)
        self._held_back.clear()
