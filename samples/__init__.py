"""Two sample portals to crawl on this machine: `sample-district` and `sample-paper`.

Everything in them is invented. `SampleServer` serves them, `gold` says what a perfect reader gets from their pages, and
`SECOND_STATE` what is different once the server was switched to its second state.
"""

from samples.gold import GoldArticle, gold
from samples.plan import PORTALS
from samples.server import FIXED_PORTS, PORTAL_FILES, RequestSeen, SampleServer
from samples.site import FORBIDDEN, NOT_ARTICLES, NotArticle
from samples.states import SECOND_STATE, State, StateChange

__all__ = [
    "FIXED_PORTS",
    "FORBIDDEN",
    "NOT_ARTICLES",
    "PORTALS",
    "PORTAL_FILES",
    "SECOND_STATE",
    "GoldArticle",
    "NotArticle",
    "RequestSeen",
    "SampleServer",
    "State",
    "StateChange",
    "gold",
]
