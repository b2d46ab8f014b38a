"""Certificates are verified; an exception of the portal file is kept with each capture."""

from __future__ import annotations

import ipaddress
import json
import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from archive import Archive
from tests.crawler.tiny_portal import TinyPortal, article, listing
from tests.forked import govnews


class Signed(NamedTuple):
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def signed(name: str, by: Signed | None, *, authority: bool) -> Signed:
    """A certificate by that name for 127.0.0.1; it signs itself where nobody else does."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    issuer = by.certificate.subject if by else subject
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = builder.add_extension(names, critical=False)
    return Signed(builder.sign(by.key if by else key, hashes.SHA256()), key)


def context_of(leaf: Signed, folder: Path) -> ssl.SSLContext:
    """A server's context with this certificate and no other."""
    (folder / "cert.pem").write_bytes(leaf.pem)
    private: Any = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(leaf.key.private_bytes(serialization.Encoding.PEM, *private))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate that nobody vouches for."""
    return context_of(signed("127.0.0.1", None, authority=False), folder)


def serve_tls(tiny: TinyPortal, context: ssl.SSLContext) -> None:
    """Puts the portal behind TLS."""
    tiny._server.socket = context.wrap_socket(tiny._server.socket, server_side=True)
    tiny.home = tiny.home.replace("http:", "https:")


def crawl(tiny: TinyPortal, folder: Path, more: str = "", **environment: str) -> dict[str, Any]:
    """The summary of one crawl."""
    portals = tiny.portal_file(folder / "portals", more=more)
    places = ["--data", str(folder / "data"), "--portals", str(portals)]
    done = govnews("crawl", *places, "--json", env=os.environ | environment)
    summary: dict[str, Any] = json.loads(done.stdout or "{}")
    return summary | {"code": done.returncode, "err": done.stderr}


@pytest.fixture
def tiny() -> TinyPortal:
    return TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Bài một")})


def test_an_untrusted_certificate_is_refused_but_where_the_portal_file_bears_it(
    tiny: TinyPortal, tmp_path: Path
) -> None:
    serve_tls(tiny, self_signed(tmp_path))
    with tiny.serving():
        refused = crawl(tiny, tmp_path)
        assert (refused["code"], refused["outcome"]) == (3, "unreachable")
        assert tiny.asked == []
        borne = crawl(tiny, tmp_path, "verify_tls = false\n")
    assert (borne["code"], borne["new"]) == (0, 1), borne["err"]
    with Archive.open(tmp_path / "data") as archive:
        assert list(archive.db.execute("SELECT DISTINCT tls_verified FROM captures")) == [(0,)]


def test_an_intermediate_that_the_server_does_not_send_comes_with_the_portal_file(
    tiny: TinyPortal, tmp_path: Path
) -> None:
    root = signed("root", None, authority=True)
    between = signed("between", root, authority=True)
    serve_tls(tiny, context_of(signed("127.0.0.1", between, authority=False), tmp_path))
    (tmp_path / "roots.pem").write_bytes(root.pem)
    shipped = f"intermediates = '''\n{between.pem.decode()}'''\n"
    trusted = {"SSL_CERT_FILE": str(tmp_path / "roots.pem"), "SSL_CERT_DIR": ""}
    with tiny.serving():
        assert crawl(tiny, tmp_path, **trusted)["outcome"] == "unreachable", "the chain has a gap"
        assert crawl(tiny, tmp_path, shipped)["outcome"] == "unreachable", "an intermediate vouches for nothing"
        assert tiny.asked == []
        found = crawl(tiny, tmp_path, shipped, **trusted)
    assert (found["code"], found["new"]) == (0, 1), found["err"]
    with Archive.open(tmp_path / "data") as archive:
        assert list(archive.db.execute("SELECT DISTINCT tls_verified FROM captures")) == [(1,)]


def test_what_is_no_certificate_is_named(tiny: TinyPortal, tmp_path: Path) -> None:
    shipped = "intermediates = '''-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'''\n"
    with tiny.serving():
        found = crawl(tiny, tmp_path, shipped)
    assert (found["code"], tiny.asked) == (2, [])
    assert "tiny: network.intermediates: a certificate cannot be read" in found["err"]
