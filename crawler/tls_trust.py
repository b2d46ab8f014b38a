"""Intermediate certificates that servers forget to send: portal files ship them (`network.intermediates`).

They complete chains and vouch for nothing: OpenSSL believes a chain only where it ends in a root that the machine
trusts. They reach OpenSSL by SSL_CERT_DIR, a folder with one file a certificate, named by the hash of its subject.
"""

from __future__ import annotations

import os
import re
import ssl
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from OpenSSL import crypto

from portals import Portal, PortalError, UsageError

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@contextmanager
def intermediates_of(portals: Iterable[Portal]) -> Iterator[None]:
    """Lets all TLS connections of this process use the intermediates of these portals, until the block ends.

    Raises PortalError for what is no certificate, UsageError where the machine trusts no root.
    """
    shipped = {portal.id: portal.network.intermediates for portal in portals if portal.network.intermediates}
    if not shipped:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="govnews-intermediates-") as folder:
        for portal, text in shipped.items():
            _write(portal, text, Path(folder))
        before = {name: os.environ.get(name) for name in _VARIABLES}
        os.environ.update(_with_roots(folder))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _with_roots(folder: str) -> dict[str, str]:
    """Where OpenSSL is to look: where it looks anyway, which it would leave alone else, and in `folder`."""
    said = {name: os.environ[name] for name in _VARIABLES if os.environ.get(name)}
    if not said:
        usual = ssl.get_default_verify_paths()
        places = (usual.cafile, usual.capath)
        said = {name: place for name, place in zip(_VARIABLES, places, strict=True) if place}
        if not said:
            raise UsageError("this machine has no certificates to trust; install them, or name them by SSL_CERT_FILE")
    return said | {"SSL_CERT_DIR": os.pathsep.join(filter(None, [said.get("SSL_CERT_DIR"), folder]))}


def _write(portal: str, text: str, folder: Path) -> None:
    blocks = _PEM.findall(text)
    if not blocks:
        raise PortalError(f"portal {portal}: network.intermediates holds no certificate; give PEM text")
    for block in blocks:
        try:
            certificate = crypto.load_certificate(crypto.FILETYPE_PEM, block.encode())
        except (crypto.Error, ValueError) as error:
            raise PortalError(
                f"portal {portal}: network.intermediates: a certificate cannot be read: {error}"
            ) from None
        name = f"{certificate.subject_name_hash():08x}"
        same = len(list(folder.glob(f"{name}.*")))
        (folder / f"{name}.{same}").write_text(block + "\n", encoding="ascii")
