"""Who is asked must be able to find who asks (RFC 9110 §10.1.5): the contact that goes into the user agent."""

from __future__ import annotations

import re

from portals import UsageError

UNSET = "GOVNEWS_CONTACT is not set: portals cannot tell who asks; set it to an e-mail or http address"
_CONTACT = re.compile(r"https?://[^\s()]+|[^\s@()]+@[^\s@()]+\.[^\s@()]+")


def check(contact: str) -> None:
    """Raises UsageError for a contact that is neither empty nor one."""
    if contact and not _CONTACT.fullmatch(contact):
        raise UsageError(f"GOVNEWS_CONTACT is {contact!r}; it must be an e-mail address or an http address")
