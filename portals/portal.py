"""What a portal is: the typed form of one portal file. Pure: nothing here reads a file or the network."""

from __future__ import annotations

import functools
import hashlib
import re
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from portals import url_identity

UrlKind = Literal["article", "listing", "denied", "outside", "other"]


class Urls(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How this portal's addresses tell what they are: regular expressions searched in path and query."""

    article: str
    listing: str | None = None
    deny: tuple[str, ...] = ()
    keep_params: tuple[str, ...] | None = None


class Politeness(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How hard this portal may be asked. `None` means the default of settings.py."""

    delay: float | None = None  # seconds between two requests to a host
    concurrency: int | None = None  # requests under way at once


class CaptureRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is kept besides pages."""

    attachments: bool = True
    images: bool = False


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Exceptions from the safe way to connect; each is kept with the captures it touched."""

    verify_tls: bool = True
    allow_private: bool = False
    cookies: bool = False  # kept for one crawl, and sent to this portal only
    intermediates: str = ""  # PEM: certificates between its own and a trusted root that its server does not send


class Lifetime(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Set for a portal that has ended, or will."""

    until: date | None = None  # last day, in the portal's time zone
    successor: str | None = None  # a portal id


class FieldRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Selectors (`css:…` or `xpath:…`) that win over the platform's, valid by capture date (both ends included)."""

    since: date | None = None
    until: date | None = None
    title: str | None = None
    published: str | None = None
    author: str | None = None
    summary: str | None = None
    body: str | None = None
    category: str | None = None
    related: str | None = None


class Portal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """One portal file, read and checked. Made by `load_portals`; every value is as the file says, or its default."""

    id: str
    name: str
    home: str
    urls: Urls
    platform: str = "generic"
    language: str = "vi"
    timezone: str = "Asia/Ho_Chi_Minh"
    start: tuple[str, ...] = ("/",)
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    politeness: Politeness = Politeness()
    capture: CaptureRules = CaptureRules()
    network: Network = Network()
    lifetime: Lifetime = Lifetime()
    rules: tuple[FieldRules, ...] = ()
    text: str = ""  # the portal file itself, as a snapshot keeps it; no key of the file

    @functools.cached_property
    def zone(self) -> ZoneInfo:
        """The portal's time zone."""
        return ZoneInfo(self.timezone)

    @functools.cached_property
    def origin(self) -> url_identity.Origin:
        """Scheme and host every canonical URL of this portal has."""
        return url_identity.Origin.of(self.home)

    @functools.cached_property
    def own_hosts(self) -> frozenset[str]:
        """`host` or `host:port` of every address that belongs to this portal."""
        further = (url_identity.Origin.of(f"{self.origin.scheme}://{host}").netloc for host in self.hosts)
        return frozenset({self.origin.netloc, *further})

    def canonical(self, url: str) -> str:
        """The canonical URL of an absolute `url`: the identity of an article within its portal.

        Fragment, tracking, session and print parameters are gone, the other parameters sorted; any of the
        portal's hosts becomes home's. A URL of a foreign host is cleaned in the same way and keeps its host.
        """
        return url_identity.canonical(url, self.origin, self.own_hosts, self.urls.keep_params)

    def kind_of(self, url: str) -> UrlKind:
        """What an absolute URL is to this portal, by its address alone.

        `deny` wins over `article`, `article` over `listing`. A start page is a listing.
        """
        return self.kind_of_canonical(self.canonical(url))

    def kind_of_canonical(self, canonical: str) -> UrlKind:
        """The same for a URL that is canonical already."""
        path = self.path_of(canonical)
        if path is None:
            return "outside"
        if any(pattern.search(path) for pattern in self._patterns.deny):
            return "denied"
        if self._patterns.article.search(path):
            return "article"
        if canonical in self.start_urls or (self._patterns.listing and self._patterns.listing.search(path)):
            return "listing"
        return "other"

    def path_of(self, canonical: str) -> str | None:
        """Path and query of a canonical URL of this portal; None for an address outside it."""
        prefix = self._prefix
        return canonical[len(prefix) - 1 :] if canonical.startswith(prefix) else None

    @functools.cached_property
    def _prefix(self) -> str:
        return f"{self.origin.scheme}://{self.origin.netloc}/"

    @functools.cached_property
    def home_url(self) -> str:
        """The canonical URL of the home page."""
        return self.canonical(self.home)

    @functools.cached_property
    def start_urls(self) -> tuple[str, ...]:
        """Canonical URLs of the listing pages to begin with."""
        return self.addresses(self.start)

    def addresses(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """The canonical URLs of what a portal file names by paths."""
        return tuple(self.canonical(self.absolute(path)) for path in paths)

    def absolute(self, path: str) -> str:
        """`path` of a portal file (`/rss.xml`, or a whole URL) resolved against home."""
        return url_identity.join(self.home, path)

    def ended(self, today: date) -> bool:
        """True after the portal's last day. `today` is a day in the portal's time zone."""
        return self.lifetime.until is not None and today > self.lifetime.until

    @functools.cached_property
    def reading_digest(self) -> str:
        """Hex digest of what in this file decides how a page is read (platform, language, zone, rules, addresses)."""
        decisive = (self.platform, self.language, self.timezone, self.home, self.hosts, self.urls, self.rules)
        return hashlib.sha256(msgspec.json.encode(decisive)).hexdigest()

    @functools.cached_property
    def _patterns(self) -> _Patterns:
        return _Patterns(
            article=re.compile(self.urls.article),
            listing=re.compile(self.urls.listing) if self.urls.listing else None,
            deny=tuple(re.compile(pattern) for pattern in self.urls.deny),
        )


class _Patterns(msgspec.Struct, frozen=True, kw_only=True):
    article: re.Pattern[str]
    listing: re.Pattern[str] | None
    deny: tuple[re.Pattern[str], ...]
