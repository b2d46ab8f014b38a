"""What a portal is: one TOML file each, read and checked; URL identity. Pure."""

from portals.errors import GovnewsError, PortalError, StorageError, UnreachableError, UsageError
from portals.load import find_portals, load_portal, load_portals, parse_portal
from portals.portal import FieldRules, Portal

__all__ = [
    "FieldRules",
    "GovnewsError",
    "Portal",
    "PortalError",
    "StorageError",
    "UnreachableError",
    "UsageError",
    "find_portals",
    "load_portal",
    "load_portals",
    "parse_portal",
]
