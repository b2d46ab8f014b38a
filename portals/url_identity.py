"""URL identity: when two addresses are one article.

The rules are deliberately few, because dropping a parameter that matters merges two articles for ever, while
keeping one that does not only costs a second fetch: generic URL cleaners drop `ItemID`, `urile` or a bare
`?5967`, which on SharePoint, WebSphere and home-made portals are the whole identity of an article.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

# Parameters that say where a reader came from. Sources: the documentation of Google Analytics, Google Ads,
# Meta, Microsoft Ads, Zalo and Matomo.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|zarsrc|_ga|_gl|mc_[ce]id|igshid|mibextid"
    r"|(mtm|pk|piwik|matomo)_\w+|zalo_?\w*|spm|ref_?src)$",
    re.IGNORECASE,
)
# Parameters that name a visitor's session (Servlet, PHP, ASP, ColdFusion).
_SESSION = re.compile(r"^(jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|session_?id)$", re.I)
# Parameters that ask for another view of the same page: for printers, for phones, with the form for a comment below.
_PRINT = re.compile(
    r"^(print|printable|in_bai|print_?view|print_?mode|pop_?up|is_?print|amp|replytocom|fb_comment_id)$", re.IGNORECASE
)
# Session ids that the Servlet and ASP.NET specifications put into the path.
_SERVLET_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_ASP_NET_SESSION = re.compile(r"/\(S\([0-9a-z]{24}\)\)(?=/|$)", re.IGNORECASE)

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# RFC 3986 §2.3 unreserved characters and those of §3.3 that may stand in a path as they are.
_PATH_SAFE = "/:@!$&'()*+,;=~-._"
_QUERY_SAFE = "/:@!$'()*+,;=~-._?"
# The escapes of unreserved characters, to be decoded (RFC 3986 §6.2.2.2); %2F, %3D and friends mean something. Not
# behind a stray %, where decoding would make a new escape: `%%34%31` is not `%41`.
_UNRESERVED = re.compile(
    r"(?<!%)(?<!%[0-9A-F])%(2D|2E|5F|7E|3[0-9]|4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])", re.IGNORECASE
)
# Links as nearly all are written; `urljoin` gives the same for them and takes thirty times as long.
_WHOLE = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?/[^\s?#;\\]*(?:\?[^\s#]+)?")
_ROOTED = re.compile(r"/(?!/)[^\s?#;]*(?:\?[^\s#]+)?")
_PATH_OF_REFERENCE = re.compile(r"[^?#]*")
_SITE = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?=/)")
# A path that is its own canonical form: no escapes, parameters or dot segments, and nothing that must be escaped.
_CANONICAL_PATH = re.compile(r"(?:/[\w~-][\w.~-]*)*/?", re.ASCII)
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")


class Origin(NamedTuple):
    """Scheme and `host[:port]`, both lower case, without a default port."""

    scheme: str
    netloc: str

    @classmethod
    def of(cls, url: str) -> Origin:
        """The origin of an absolute URL. Raises ValueError where the URL has none."""
        parts = urlsplit(url)
        if not parts.scheme or not parts.hostname:
            raise ValueError(f"{url!r} is not an absolute URL")
        host = parts.hostname
        try:
            host = host.encode("idna").decode("ascii") if not host.isascii() else host
        except UnicodeError as error:
            raise ValueError(f"{url!r} has a host name that cannot exist: {error}") from None
        if ":" in host:
            host = f"[{host}]"
        port = f":{parts.port}" if parts.port is not None else ""
        scheme = parts.scheme.lower()
        return cls(scheme, host if port == _DEFAULT_PORTS.get(scheme) else host + port)


def join(base: str, reference: str) -> str:
    """`reference` resolved against `base` (RFC 3986 §5). A reference that cannot be parsed comes back as it is."""
    reference = reference.strip()
    if is_plain(reference):
        return reference
    if "\\" in reference:  # as browsers do: `tin-tuc\bai-1.aspx` of a portal written on Windows
        path = _PATH_OF_REFERENCE.match(reference)
        reference = path[0].replace("\\", "/") + reference[path.end() :] if path else reference
    if _ROOTED.fullmatch(reference) and "/." not in reference and (site := _SITE.match(base)):
        return site[0] + reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def is_plain(url: str) -> bool:
    """True for an absolute http address as nearly all are written: nothing in it has to be resolved, or can fail."""
    return _WHOLE.fullmatch(url) is not None


def canonical(url: str, home: Origin, own_hosts: frozenset[str], keep_params: tuple[str, ...] | None) -> str:
    """The canonical form of an absolute URL; see `Portal.canonical`.

    A URL that cannot be parsed comes back as it is: it is foreign to every portal and will be refused there.
    """
    start = len(home.scheme) + 3 + len(home.netloc)
    if url.startswith(f"{home.scheme}://{home.netloc}/") and _CANONICAL_PATH.fullmatch(url, start):
        return url
    return _canonical(url, home, own_hosts, keep_params)


# One page names the same addresses many times, and the pages of a portal name the same ones again.
@functools.lru_cache(maxsize=8192)
def _canonical(url: str, home: Origin, own_hosts: frozenset[str], keep_params: tuple[str, ...] | None) -> str:
    try:
        origin = Origin.of(url)
        parts = urlsplit(url)
        path = _normal_path(parts.path)
        query = _normal_query(parts.query, keep_params)
    except ValueError:
        return url
    if origin.netloc in own_hosts and origin.scheme in _DEFAULT_PORTS:
        origin = home
    return f"{origin.scheme}://{origin.netloc}{path}{'?' + query if query else ''}"


def _normal_path(path: str) -> str:
    # Escapes first, for `%2E%2E` is a dot segment and `;%6Asessionid=` a session.
    path = _ASP_NET_SESSION.sub("", _SERVLET_SESSION.sub("", _recode(path, _PATH_SAFE)))
    segments: list[str] = []
    raw = path.split("/")
    for position, segment in enumerate(raw):
        if segment == "..":
            if len(segments) > 1:
                segments.pop()
        elif segment != ".":
            segments.append(segment)
            continue
        if position == len(raw) - 1:  # "/a/." and "/a/.." end in a slash
            segments.append("")
    joined = "/".join(segments)
    return joined if joined.startswith("/") else "/" + joined


def _normal_query(query: str, keep_params: tuple[str, ...] | None) -> str:
    kept = []
    for part in query.split("&"):
        name = unquote(part.partition("=")[0])
        if not part:
            continue
        if keep_params is not None:
            if name not in keep_params:
                continue
        elif _TRACKING.match(name) or _SESSION.match(name) or _PRINT.match(name):
            continue
        kept.append(_recode(part, _QUERY_SAFE))
    return "&".join(sorted(kept))


def _recode(text: str, safe: str) -> str:
    """One spelling of percent-encoding. What is no UTF-8, or would change meaning, stays as it was sent.

    Raises UnicodeEncodeError for half of a surrogate pair, which no address can hold.
    """
    upper = _ESCAPE.sub(lambda match: match[0].upper(), text)
    decoded = _UNRESERVED.sub(lambda match: unquote(match[0]), upper)
    return quote(decoded, safe=safe + "%")
