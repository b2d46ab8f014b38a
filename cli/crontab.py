"""Lines of a crontab: written, and read again as cron reads them (crontab(5))."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence

from portals import UsageError

# Bytes of a command that cron takes (MAX_COMMAND of Vixie cron and its kin); of longer ones it refuses the whole file.
_LONGEST = 998
_ENTRY = re.compile(r"(\d{1,2}) (\d{1,2}) \* \* \* (\S.*)\n")
_VARIABLE = re.compile(r"([A-Z_]+)=(?:\"([^\"]*)\"|([^\s\"'].*))\n")


def write(words: Sequence[str], clocks: Iterable[tuple[int, int]], environment: Mapping[str, str]) -> list[str]:
    """The lines that run a command at these hours and minutes. cron takes a bare % for a line break."""
    command = shlex.join(words).replace("%", "\\%")
    variables = [f'{name}="{value}"\n' if " " in value else f"{name}={value}\n" for name, value in environment.items()]
    return variables + [f"{minute} {hour} * * * {command}\n" for hour, minute in clocks]


def check(lines: Iterable[str], words: Sequence[str], environment: Mapping[str, str]) -> None:
    """Reads the lines as cron and its shell do. Raises UsageError where not the same command comes out."""
    read: dict[str, str] = {}
    for line in lines:
        variable = _VARIABLE.fullmatch(line)
        entry = _ENTRY.fullmatch(line)
        if variable:
            read[variable[1]] = variable[2] if variable[2] is not None else variable[3]
        elif entry is None or int(entry[1]) > 59 or int(entry[2]) > 23:
            raise UsageError(f"cron cannot read this line: {line.strip()}")
        elif len(entry[3].encode()) > _LONGEST:
            raise UsageError(f"cron takes no more than {_LONGEST} bytes; name fewer portals, or use systemd")
        elif shlex.split(re.sub(r"(?<!\\)%.*", "", entry[3]).replace("\\%", "%")) != list(words):
            raise UsageError(f"cron would run something else than was meant: {line.strip()}")
    if read != dict(environment):
        raise UsageError(f"cron cannot hold these values: {', '.join(environment.values())}")
