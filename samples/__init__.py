"""Two sample portals to crawl on this machine: `sample-district` and `sample-paper`.

Everything in them is invented. `SampleServer` serves them, `gold` says what a perfect reader gets from their pages and
by which ways it finds them, `SECOND_STATE` what is different once the server was switched to its second state, and
`QUIRKS` what is odd about single pages.
"""

from samples.gold import GoldArticle, found_by, gold
from samples.plan import PORTALS
from samples.quirks import QUIRKS, Quirk
from samples.server import FIXED_PORTS, PORTAL_FILES, RequestSeen, SampleServer
from samples.site import FORBIDDEN, GATES, NOT_ARTICLES, NotArticle
from samples.states import SECOND_STATE, State, StateChange
from samples.ways import Way

__all__ = [
    "FIXED_PORTS",
    "FORBIDDEN",
    "GATES",
    "NOT_ARTICLES",
    "PORTALS",
    "PORTAL_FILES",
    "QUIRKS",
    "SECOND_STATE",
    "GoldArticle",
    "NotArticle",
    "Quirk",
    "RequestSeen",
    "SampleServer",
    "State",
    "StateChange",
    "Way",
    "found_by",
    "gold",
]
