"""Certificates are verified; an exception of the portal file is kept with each capture."""

from __future__ import annotations

import ipaddress
import json
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from archive import Archive
from tests.crawler.tiny_portal import TinyPortal, article, listing


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *private))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_an_untrusted_certificate_is_refused_but_where_the_portal_file_bears_it(tmp_path: Path) -> None:
    tiny = TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Bài một")})
    tiny._server.socket = self_signed(tmp_path).wrap_socket(tiny._server.socket, server_side=True)
    tiny.home = tiny.home.replace("http:", "https:")
    folder = tiny.portal_file(tmp_path / "portals")
    places = ["--data", str(tmp_path / "data"), "--portals", str(folder)]
    command = [sys.executable, "-m", "cli", "crawl", *places, "--json"]
    with tiny.serving():
        refused = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert (refused.returncode, json.loads(refused.stdout)["outcome"]) == (3, "unreachable")
        assert tiny.asked == []
        tiny.portal_file(tmp_path / "portals", more="verify_tls = false\n")
        borne = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (borne.returncode, json.loads(borne.stdout)["new"]) == (0, 1), borne.stderr
    with Archive.open(tmp_path / "data") as archive:
        assert list(archive.db.execute("SELECT DISTINCT tls_verified FROM captures")) == [(0,)]
