"""Reads and checks portal files. A mistake names the file, the key and what is allowed there."""

from __future__ import annotations

import difflib
import importlib.resources
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from portals.errors import PortalError
from portals.portal import Portal
from portals.url_identity import Origin

# Not by paths: scrapyd runs projects from within a zip file.
BUNDLED = importlib.resources.files("portals")
_ID = re.compile(r"[a-z0-9-]+")
_HOST = re.compile(r"[^\s/@?#]+")
# msgspec names types as JSON does; this is what they are in TOML.
_TYPES = {
    "str": 'a string in "…"',
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in […]",
    "object": "a table of keys",
    "date": "a day such as 2025-06-30",
    "datetime": "a day with a time",
}
_Wrong = Callable[[str, object, str], PortalError]


def load_portals(folder: Path | str | None = None) -> dict[str, Portal]:
    """Every portal of a folder of `<id>.toml` files, by id; the bundled ones where no folder is named.

    Raises PortalError for the first file that is wrong, and for a folder without portal files.
    """
    path = Path(folder) if folder is not None else BUNDLED
    if not path.is_dir():
        raise PortalError(f"{path}: no such folder; --portals takes a folder of portal files")
    files = {file.name.removesuffix(".toml"): file for file in path.iterdir() if file.name.endswith(".toml")}
    if not files:
        raise PortalError(f"{path}: holds no portal file; a portal is one file <id>.toml")
    return {name: load_portal(files[name]) for name in sorted(files)}


def load_portal(file: Traversable) -> Portal:
    """The portal of one file. Raises PortalError."""
    try:
        text = file.read_text(encoding="utf-8-sig")  # some editors begin a file with a byte order mark
    except (OSError, UnicodeDecodeError) as error:
        raise PortalError(f"{file}: cannot be read: {error}") from None
    return parse_portal(text, str(file), expected_id=file.name.removesuffix(".toml"))


def parse_portal(text: str, source: str, *, expected_id: str | None = None) -> Portal:
    """The portal that the TOML `text` describes; `source` names it in errors. Raises PortalError.

    A snapshot carries the text of its portal file, so `source` need not be a file.
    """
    try:
        data = msgspec.toml.decode(text)
    except msgspec.DecodeError as error:
        raise PortalError(f"{source}: not valid TOML: {error}") from None
    _check_keys(data, Portal, source, "")
    try:
        portal = msgspec.convert(data, Portal)
    except msgspec.ValidationError as error:
        raise PortalError(f"{source}: {_readable(error)}") from None
    _check_values(portal, source, expected_id)
    return msgspec.structs.replace(portal, text=text)


def find_portals(portals: Mapping[str, Portal], names: Iterable[str]) -> list[Portal]:
    """The portals with these ids, in this order. Raises PortalError that lists the near names of an unknown one."""
    found = []
    for name in names:
        if name not in portals:
            near = difflib.get_close_matches(name, portals, n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(portals)}"
            raise PortalError(f"no portal is named {name!r}; {hint}")
        found.append(portals[name])
    return found


def _check_keys(data: object, kind: type[msgspec.Struct], source: str, prefix: str) -> None:
    """Names the known keys too, which msgspec does not: whoever mistyped one needs them."""
    if not isinstance(data, dict):
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind) if field.name != "text"}
    for key, value in data.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"allowed: {', '.join(fields)}"
            raise PortalError(f"{source}: unknown key {prefix + key!r}; {hint}")
        for part in _struct_types(fields[key].type):
            for item in value if isinstance(value, list) else [value]:
                _check_keys(item, part, source, f"{prefix}{key}.")
    for name, field in fields.items():
        if field.required and name not in data:
            raise PortalError(
                f"{source}: key {prefix + name!r} is missing; a portal needs id, name, home, urls.article"
            )


def _struct_types(annotation: object) -> list[type[msgspec.Struct]]:
    parts = [annotation, *getattr(annotation, "__args__", ())]
    return [part for part in parts if isinstance(part, type) and issubclass(part, msgspec.Struct)]


def _readable(error: msgspec.ValidationError) -> str:
    """`Expected `float | null`, got `str` - at `$.politeness.delay`` in the words of TOML, with the key first."""
    what, _, where = str(error).rpartition(" - at ")
    key = where.strip("`").removeprefix("$.")
    types = re.fullmatch(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`", what)
    if types:
        allowed, given = (_TYPES.get(name, name) for name in types.groups())
        return f"key {key!r} is {given}; allowed: {allowed}"
    if what.endswith("encoded date"):
        return f"key {key!r} is no day; allowed: {_TYPES['date']}"
    return f"key {key!r}: {what}" if what else str(error)


def _check_values(portal: Portal, source: str, expected_id: str | None) -> None:
    def wrong(key: str, value: object, allowed: str) -> PortalError:
        return PortalError(f"{source}: key {key!r} is {value!r}; allowed: {allowed}")

    if not _ID.fullmatch(portal.id):
        raise wrong("id", portal.id, "lower-case letters a-z, digits and hyphens")
    if expected_id is not None and portal.id != expected_id:
        raise wrong("id", portal.id, f"the file's name, {expected_id!r}")
    try:
        origin = Origin.of(portal.home)
    except ValueError:
        raise wrong("home", portal.home, "an absolute http or https URL") from None
    if origin.scheme not in {"http", "https"}:
        raise wrong("home", portal.home, "an absolute http or https URL")
    try:
        ZoneInfo(portal.timezone)
    except (ValueError, OSError, KeyError):
        raise wrong("timezone", portal.timezone, "a name of the tz database, such as Asia/Ho_Chi_Minh") from None
    for host in portal.hosts:
        if not _is_host(host):
            raise wrong("hosts", host, "host names without scheme or path, such as www.example.gov.vn")
    for key, paths in {"start": portal.start, "feeds": portal.feeds, "sitemaps": portal.sitemaps}.items():
        for path in paths:
            if portal.path_of(portal.canonical(portal.absolute(path))) is None:
                raise wrong(key, path, "a path, or an address on the host of home or one of hosts")
    _check_patterns(portal, wrong)
    if portal.politeness.delay is not None and not 0 <= portal.politeness.delay <= 3600:
        raise wrong("politeness.delay", portal.politeness.delay, "0 to 3600 seconds")
    if portal.politeness.concurrency is not None and not 1 <= portal.politeness.concurrency <= 64:
        raise wrong("politeness.concurrency", portal.politeness.concurrency, "1 to 64")
    _check_rules(portal, wrong)


def _is_host(text: str) -> bool:
    try:
        Origin.of(f"https://{text}")
    except ValueError:
        return False
    return _HOST.fullmatch(text) is not None


def _check_patterns(portal: Portal, wrong: _Wrong) -> None:
    patterns = [("urls.article", portal.urls.article), ("urls.listing", portal.urls.listing)]
    patterns += [("urls.deny", pattern) for pattern in portal.urls.deny]
    for key, pattern in patterns:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise wrong(key, pattern, f"a regular expression of Python ({error})") from None
        if pattern == "" and key == "urls.deny":
            raise wrong(key, pattern, "a regular expression that is not empty: this one matches every address")
    if not portal.urls.article:
        raise wrong("urls.article", "", "a regular expression that only articles' addresses match")


def _check_rules(portal: Portal, wrong: _Wrong) -> None:
    for position, rule in enumerate(portal.rules):
        for field in msgspec.structs.fields(rule):
            value = getattr(rule, field.name)
            if isinstance(value, str) and not value.startswith(("css:", "xpath:")):
                raise wrong(f"rules[{position}].{field.name}", value, "a selector that begins with css: or xpath:")
