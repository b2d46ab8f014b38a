"""The district's ASP.NET pager: links that post the page's one form back, with state that the server checks.

Like WebForms it takes only what it sent itself (MAC of the view state, event validation); unlike WebForms a view state
can be used once, so that a crawler which keeps an old one is found out.
"""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Mapping, Sequence

from samples.page import EVENT_VALIDATION, VIEW_STATE

TARGET = "ctl00$cphMain$pager"
GENERATOR = "CA0B0334"
SHOWN = 3  # numbers that the pager shows at once; the others hide behind "..."


class StaleViewState(Exception):
    """A form came back with a view state that was not sent, or was used, or with an argument it did not offer."""


def pager(number: int, pages: int) -> str:
    """The form with its hidden fields and the links to the pages around this one, as GridView groups them."""
    links = []
    for text, page in _offered(number, pages):
        call = f"javascript:__doPostBack(&#39;{TARGET}&#39;,&#39;Page${page}&#39;)"
        links.append(f"<td><span>{text}</span></td>" if page == number else f'<td><a href="{call}">{text}</a></td>')
    return f"""<form method="post" action="" id="aspnetForm">
<div class="aspNetHidden">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{VIEW_STATE}" />
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="{GENERATOR}" />
<input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="{EVENT_VALIDATION}" />
</div>
<script type="text/javascript">
function __doPostBack(target, argument) {{
  var form = document.forms["aspnetForm"];
  form.__EVENTTARGET.value = target; form.__EVENTARGUMENT.value = argument; form.submit();
}}
</script>
<table class="phan-trang"><tr>{"".join(links)}</tr></table>
</form>"""


def _offered(number: int, pages: int) -> list[tuple[str, int]]:
    """(text, page) of every entry of the pager: a group of numbers, and what leads to the groups beside it."""
    first = (number - 1) // SHOWN * SHOWN + 1
    entries = [(str(page), page) for page in range(first, min(first + SHOWN, pages + 1))]
    before = [("...", first - 1)] if first > 1 else []
    after = [("...", first + SHOWN)] if first + SHOWN <= pages else []
    return [*before, *entries, *after]


class ViewStates:
    """The view states that a server sent and did not get back yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent = 0
        self._open: dict[str, tuple[str, int]] = {}

    def issue(self, category: str, number: int) -> tuple[str, str]:
        """A view state for one more copy of a listing's page, and the event validation that belongs to it."""
        with self._lock:
            self._sent += 1
            seed = hashlib.sha256(f"{self._sent}: {category}, {number}".encode()).digest()
            view_state = base64.b64encode(b"\xff\x01" + seed * 3).decode()  # the mark of LOS-formatted state
            self._open[view_state] = (category, number)
        return view_state, _validation(view_state)

    def redeem(self, category: str, pages: int, form: Mapping[str, Sequence[str]]) -> int:
        """The page that a form asks for; page 1 without a view state. Raises StaleViewState."""
        view_state = form.get("__VIEWSTATE", [""])[0]
        if not view_state:
            return 1
        with self._lock:
            shown = self._open.pop(view_state, None)
        argument = form.get("__EVENTARGUMENT", [""])[0]
        target = form.get("__EVENTTARGET", [""])[0]
        if (
            shown is None
            or shown[0] != category
            or form.get("__EVENTVALIDATION", [""])[0] != _validation(view_state)
            or form.get("__VIEWSTATEGENERATOR", [""])[0] != GENERATOR
            or target != TARGET
        ):
            raise StaleViewState("Validation of viewstate MAC failed.")
        offered = {f"Page${page}": page for _, page in _offered(shown[1], pages) if page != shown[1]}
        if argument not in offered:
            raise StaleViewState("Invalid postback or callback argument.")
        return offered[argument]

    def forget(self) -> None:
        """As freshly started."""
        with self._lock:
            self._open.clear()


def _validation(view_state: str) -> str:
    return base64.b64encode(hashlib.sha256(b"event validation " + view_state.encode()).digest() * 2).decode()
