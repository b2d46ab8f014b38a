"""Cookies, for the portals whose file asks for them: some answer with a page only when their cookie comes back."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookiejar import Cookie

from scrapy import Request
from scrapy.downloadermiddlewares import cookies
from scrapy.http.cookies import CookieJar


class CookiesMiddleware(cookies.CookiesMiddleware):
    """Scrapy's: one jar a crawl, so one a portal, and it ends with the crawl. On where COOKIES_ENABLED is."""

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: CookieJar, request: Request) -> None:
        """Takes the cookies of an answer.

        Scrapy also asks whether a cookie is meant for all of a public suffix such as `.vn`, and for that gets a list of
        them from another server, which is no host of the portal. The question does not arise here: the guard lets a
        crawl ask nobody but the portal, so nobody else can be sent a cookie.
        """
        for cookie in cookies:
            jar.set_cookie_if_ok(cookie, request)
