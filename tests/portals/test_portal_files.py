"""A mistake in a portal file names the file, the key and what is allowed there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portals import PortalError, find_portals, load_portal, load_portals, parse_portal
from tests.portals.portal_files import portal_file, portal_with


def test_four_keys_are_enough() -> None:
    portal = portal_with()
    assert portal.start_urls == ("https://songmay.vn/",)
    assert (portal.platform, portal.language, portal.timezone) == ("generic", "vi", "Asia/Ho_Chi_Minh")
    assert portal.capture.attachments
    assert not portal.capture.images
    assert portal.network.verify_tls
    assert not portal.network.allow_private
    assert not portal.network.cookies
    assert portal.lifetime.until is None


def test_every_key_is_read() -> None:
    portal = portal_with(
        top="""
platform = "tnc"
language = "en"
timezone = "Asia/Tokyo"
start = ["/tin", "https://www.songmay.vn/bao"]
feeds = ["rss.xml"]
sitemaps = ["/sitemap.xml"]
hosts = ["www.songmay.vn"]
""",
        urls="""listing = '^/tin'\ndeny = ['/print/']\nkeep_params = ["id"]""",
        tables="""
[politeness]
delay = 2
concurrency = 3
[capture]
attachments = false
images = true
[network]
verify_tls = false
allow_private = true
cookies = true
[lifetime]
until = 2025-06-30
successor = "songlon"
[[rules]]
since = 2020-01-01
until = 2024-06-30
title = "css:h1.title"
body = "xpath://div"
""",
    )
    assert (portal.platform, portal.language) == ("tnc", "en")
    assert portal.zone.key == "Asia/Tokyo"
    assert portal.start_urls == ("https://songmay.vn/tin", "https://songmay.vn/bao")
    assert portal.absolute(portal.feeds[0]) == "https://songmay.vn/rss.xml"
    assert (portal.urls.listing, portal.urls.deny, portal.urls.keep_params) == ("^/tin", ("/print/",), ("id",))
    assert (portal.politeness.delay, portal.politeness.concurrency) == (2.0, 3)
    assert portal.capture.images
    assert not portal.capture.attachments
    assert portal.network.allow_private
    assert portal.network.cookies
    assert not portal.network.verify_tls
    assert (portal.lifetime.until, portal.lifetime.successor) == (date(2025, 6, 30), "songlon")
    (rule,) = portal.rules
    assert (rule.since, rule.until, rule.title) == (date(2020, 1, 1), date(2024, 6, 30), "css:h1.title")
    assert rule.author is None


MISTAKES = [
    # keys that do not exist, or are missing
    (portal_file(top='platfrom = "tnc"'), "platfrom", "did you mean 'platform'"),
    (portal_file(urls="articles = 'x'"), "urls.articles", "did you mean 'article'"),
    (portal_file(tables="[politeness]\nspeed = 1"), "politeness.speed", "allowed: delay, concurrency"),
    (portal_file(tables='[[rules]]\ntitel = "css:h1"'), "rules.titel", "did you mean 'title'"),
    (portal_file(top='text = "x"'), "text", "allowed: id, name, home"),
    ('name = "S"\nhome = "https://s.vn/"\n[urls]\narticle = "x"', "id", "is missing"),
    ('id = "songmay"\nname = "S"\nhome = "https://s.vn/"', "urls", "is missing"),
    ('id = "songmay"\nname = "S"\nhome = "https://s.vn/"\n[urls]\ndeny = []', "urls.article", "is missing"),
    # values of another type
    (portal_file(top='start = "/"'), "start", "a list in"),
    (portal_file(top="hosts = [1]"), "hosts[0]", "a string in"),
    (portal_file(tables='[politeness]\ndelay = "1"'), "politeness.delay", "a number"),
    (portal_file(tables="[politeness]\nconcurrency = 1.5"), "politeness.concurrency", "a whole number"),
    (portal_file(tables='[capture]\nimages = "yes"'), "capture.images", "true or false"),
    (portal_file(tables='[network]\ncookies = "session"'), "network.cookies", "true or false"),
    (portal_file(tables="[network]\ncookie = true"), "network.cookie", "did you mean 'cookies'"),
    (portal_file(tables='[rules]\ntitle = "css:h1"'), "rules", "a list in"),
    (portal_file(top='lifetime = "2025"'), "lifetime", "a table of keys"),
    (portal_file(tables='[lifetime]\nuntil = "30/6/2025"'), "lifetime.until", "a day such as 2025-06-30"),
    (portal_file(tables="[lifetime]\nuntil = 2025-06-30T00:00:00"), "lifetime.until", "a day such as 2025-06-30"),
    # values out of range
    (portal_file().replace('"songmay"', '"Song May"'), "id", "lower-case letters"),
    (portal_file().replace('"songmay"', '"khac"'), "id", "the file's name, 'songmay'"),
    (portal_file().replace("https://songmay.vn/", "songmay.vn"), "home", "an absolute http or https URL"),
    (portal_file().replace("https://", "ftp://"), "home", "an absolute http or https URL"),
    (portal_file().replace("songmay.vn/", "songmay.vn:99999/"), "home", "an absolute http or https URL"),
    (portal_file(top='timezone = "Asia/Ha_Noi"'), "timezone", "Asia/Ho_Chi_Minh"),
    (portal_file(top='timezone = "Asia"'), "timezone", "Asia/Ho_Chi_Minh"),
    (portal_file(top='timezone = "../../etc/passwd"'), "timezone", "Asia/Ho_Chi_Minh"),
    (portal_file(top='hosts = ["https://www.songmay.vn"]'), "hosts", "host names without scheme or path"),
    (portal_file(top='hosts = ["www.songmay.vn "]'), "hosts", "host names without scheme or path"),
    (portal_file(top='hosts = ["a@songmay.vn"]'), "hosts", "host names without scheme or path"),
    (portal_file(top='hosts = ["songmay.vn:x"]'), "hosts", "host names without scheme or path"),
    (portal_file(top='hosts = [""]'), "hosts", "host names without scheme or path"),
    (portal_file(top='start = ["https://khac.vn/"]'), "start", "one of hosts"),
    (portal_file(top='feeds = ["https://khac.vn/rss"]'), "feeds", "one of hosts"),
    (portal_file(top='sitemaps = ["//khac.vn/s.xml"]'), "sitemaps", "one of hosts"),
    (portal_file().replace("'^/bai-'", "'('"), "urls.article", "a regular expression"),
    (portal_file().replace("'^/bai-'", "''"), "urls.article", "only articles' addresses match"),
    (portal_file(urls="listing = '['"), "urls.listing", "a regular expression"),
    (portal_file(urls="deny = ['/in/', '*']"), "urls.deny", "a regular expression"),
    (portal_file(urls="deny = ['']"), "urls.deny", "not empty"),
    (portal_file(tables="[politeness]\ndelay = -1"), "politeness.delay", "0 to 3600 seconds"),
    (portal_file(tables="[politeness]\ndelay = nan"), "politeness.delay", "0 to 3600 seconds"),
    (portal_file(tables="[politeness]\nconcurrency = 0"), "politeness.concurrency", "1 to 64"),
    (portal_file(tables='[[rules]]\n[[rules]]\ntitle = "h1"'), "rules[1].title", "css: or xpath:"),
]


@pytest.mark.parametrize(("text", "key", "allowed"), MISTAKES, ids=[f"{key}-{why[:20]}" for _, key, why in MISTAKES])
def test_a_mistake_names_file_key_and_what_is_allowed(text: str, key: str, allowed: str) -> None:
    with pytest.raises(PortalError) as raised:
        parse_portal(text, "my/songmay.toml", expected_id="songmay")
    message = str(raised.value)
    assert message.startswith("my/songmay.toml: ")
    assert f"key {key!r}" in message
    assert allowed in message
    assert "\n" not in message
    assert raised.value.exit_code == 2


def test_what_is_no_toml_names_the_file_and_the_line() -> None:
    with pytest.raises(PortalError, match=r"^songmay\.toml: not valid TOML: .*line 2"):
        parse_portal('id = "songmay"\nname = Báo\n', "songmay.toml")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "songmay.toml"
    file.write_bytes("Báo".encode("utf-16"))
    with pytest.raises(PortalError, match=r"songmay\.toml: cannot be read"):
        load_portal(file)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "songmay.toml"
    file.write_bytes(b"\xef\xbb\xbf" + portal_file().encode())
    assert load_portal(file).name == "Báo Sông Mây"


def test_a_portal_carries_its_file_and_can_be_read_from_it_again(tmp_path: Path) -> None:
    file = tmp_path / "songmay.toml"
    file.write_text(portal_file(), encoding="utf-8")
    portal = load_portal(file)
    assert portal.text == portal_file()
    assert parse_portal(portal.text, "a snapshot") == portal


def test_a_folder_gives_its_portals_by_id(tmp_path: Path) -> None:
    for name in ("songmay", "songlon"):
        (tmp_path / f"{name}.toml").write_text(portal_file().replace('"songmay"', f'"{name}"'), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no portal")
    assert list(load_portals(tmp_path)) == ["songlon", "songmay"]
    assert list(load_portals(str(tmp_path))) == ["songlon", "songmay"]


def test_one_wrong_file_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "songlon.toml").write_text(portal_file(), encoding="utf-8")
    with pytest.raises(PortalError, match=r"songlon\.toml: key 'id' is 'songmay'"):
        load_portals(tmp_path)


def test_a_folder_without_portal_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="holds no portal file"):
        load_portals(tmp_path)
    with pytest.raises(PortalError, match="no such folder"):
        load_portals(tmp_path / "elsewhere")


def test_portals_are_found_in_the_order_asked_for() -> None:
    portals = load_portals()
    assert [portal.id for portal in find_portals(portals, ["ngochoi", "baohagiang"])] == ["ngochoi", "baohagiang"]


def test_an_unknown_portal_is_answered_with_near_names() -> None:
    portals = load_portals()
    with pytest.raises(PortalError, match=r"'baohagaing'; did you mean baohagiang") as raised:
        find_portals(portals, ["ngochoi", "baohagaing"])
    assert "ngochoi" not in str(raised.value)
    with pytest.raises(PortalError, match="'xyz'; known: baohagiang, baotuyenquang, ngochoi"):
        find_portals(portals, ["xyz"])
