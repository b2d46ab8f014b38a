"""What a page can never make the crawler do: leave the portal, or connect to a private address.

Two gates. The middleware looks at the address of every request, redirects included, before it is made. The resolver
looks at every IP address before it is connected to, so a name that resolves to a private one, whether at once or on the
second look-up, leads nowhere.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Sequence

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from crawler.session import session_of
from pipelines.component import CrawlComponent
from portals.url_identity import Origin

log = logging.getLogger(__name__)

# The IPv6 addresses that are given out for the internet (IANA). Not among them, though `is_global` calls some of them
# global: NAT64 (RFC 6052, RFC 8215), translated (RFC 2765) and IPv4-compatible addresses (RFC 4291), site-local ones.
_INTERNET6 = ipaddress.ip_network("2000::/3")
# Networks within it, and in IPv4, that lead into a tunnel or to neighbours: 6to4 (RFC 3056) and its relays (RFC 7526),
# Teredo and other protocols' addresses (RFC 2928, RFC 6890), documentation (RFC 9637).
_TUNNELS = tuple(
    ipaddress.ip_network(network)
    for network in ("2002::/16", "2001::/23", "3fff::/20", "192.88.99.0/24", "192.0.0.0/24")
)
_private_hosts: set[str] = set()
_refused: set[str] = set()


def allow_private(host: str) -> None:
    """Lets a host name resolve to a private address, as its portal file says, for the rest of this process."""
    _private_hosts.add(host)


def was_refused(host: str) -> bool:
    """Whether a host is there, but at an address that is not public."""
    return host in _refused


def is_public(address: str) -> bool:
    """Whether an IP address (text) is one that a portal on the internet can have."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return (
        parsed.is_global
        and not parsed.is_multicast
        and (parsed.version == 4 or parsed in _INTERNET6)
        and not any(parsed.version == tunnel.version and parsed in tunnel for tunnel in _TUNNELS)
    )


class GuardMiddleware(CrawlComponent):
    """Refuses every request that is not http or https to the portal's own hosts and ports, and what its file denies."""

    def process_request(self, request: Request) -> None:
        """Raises IgnoreRequest for an address outside the portal, and for one that `urls.deny` matches."""
        session = session_of(self.crawler)
        portal = session.portal
        try:
            origin = Origin.of(request.url)
        except ValueError:
            origin = Origin("", "")
        inside = origin.scheme in {"http", "https"} and origin.netloc in portal.own_hosts
        if inside and not ("row" in request.cb_kwargs and session.is_denied(request.url)):  # robots.txt has no row
            return
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"govnews/refused/{'denied' if inside else 'outside'}")
        raise IgnoreRequest(f"{'denied by the portal file' if inside else 'outside the portal'}: {request.url}")


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, refusing addresses that are not public."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> defer.Deferred[str]:
        """The IPv4 address of a name, or a failure where it is private and its portal does not allow that."""
        resolved = super().getHostByName(name, timeout)
        resolved.addCallback(self._checked, name)
        return resolved

    def _checked(self, address: str, name: str) -> str:
        if name in _private_hosts or is_public(address):
            return address
        _refused.add(name)
        log.error(
            "%s resolves to %s, a private address: refused; its portal file would have to allow it", name, address
        )
        raise DNSLookupError(f"{name} resolves to the private address {address}")
