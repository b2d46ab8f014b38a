"""Every Scrapy setting that differs from Scrapy's default, one reason each. Figures: docs/architecture.md.

`govnews` loads this module by name, `scrapy` through scrapy.cfg. The spider refuses to run without it, because on
Scrapy's own settings it would ignore robots.txt, believe every certificate and open a remote console.
"""

import os

from portals.version import VERSION

# --- Who we are ---------------------------------------------------------------------------------------------------

BOT_NAME = "govnews"
SPIDER_MODULES = ["crawler.spiders"]
GOVNEWS_SETTINGS = True  # the sign by which the spider knows that these settings are in force
# An e-mail address or a page where an operator of a portal finds who asks. `govnews crawl` warns while it is not set.
CONTACT = os.environ.get("GOVNEWS_CONTACT", "")
USER_AGENT = f"govnews/{VERSION} (archive of government news{'; ' + CONTACT if CONTACT else ''})"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
}

# --- Doors that stay shut -----------------------------------------------------------------------------------------

COOKIES_ENABLED = False  # a session makes one page look like many; a portal file may ask for them
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy believes every certificate by default
DOWNLOAD_HANDLERS = {"file": None, "data": None, "s3": None, "ftp": None}  # only http and https
TWISTED_DNS_RESOLVER = "crawler.network_guard.GuardedResolver"  # no private address, however it is spelled

# --- Manners ------------------------------------------------------------------------------------------------------

ROBOTSTXT_OBEY = True  # `crawler.robots` is Scrapy's part with the rules of RFC 9309
ROBOTSTXT_USER_AGENT = "govnews"
HOST_DELAY = 1.0  # seconds between two requests to a host, unless the portal file says otherwise (`crawler.pace`)
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # requests under way at once, unless the portal file says otherwise
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 5

# (age of an article in days up to which it holds, days until it is looked at again); youngest first.
REVISIT_AFTER = [(2, 1), (14, 3), (60, 14), (365, 60), (float("inf"), 180)]

# --- Limits -------------------------------------------------------------------------------------------------------

DOWNLOAD_TIMEOUT = 40  # seconds, for the whole of a response
PAGE_TIMEOUT = 60  # seconds, for all attempts at a page together (`crawler.time_budget`)
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # bytes, before and after decompression; also the limit for an attachment
DOWNLOAD_WARNSIZE = 0  # a large page is rejected with a reason, which says more than a warning

# --- Speed --------------------------------------------------------------------------------------------------------

CONCURRENT_ITEMS = 1  # Scrapy's 100 starts that many tasks per response; ours yields one item at most
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64 * 1024 * 1024  # bytes of pages being read; at 5 MB the engine starves
LOG_LEVEL = "INFO"  # DEBUG costs a tenth to a fifth
LOG_FORMATTER = "crawler.log_lines.QuietLogFormatter"  # a line a page that nobody reads costs a fiftieth
LOG_INSTALL_ROOT_HANDLER = False  # the command line says where logs go
STATS_DUMP = False  # the progress display and the summary say it

# --- What does the work -------------------------------------------------------------------------------------------

SCHEDULER = "crawler.scheduler.FrontierScheduler"  # asks the frontier, which is in the archive's database
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the frontier knows every address already

# Of Scrapy's parts only those that are named here. Its own lists are emptied: a part that is set to None in the usual
# way is loaded all the same, and those below that are left out take an eighth of the time that a crawl needs to start.
# Left out is what the frontier, the guard and the archive do instead, and what reaches beyond the portal: offsite,
# depth, urllength, referer, robots.txt (`crawler.robots`), cookies (`crawler.cookies` where a portal file asks for
# them), redirects, a page's own redirect, which is no evidence of where an article went, compression (half a page is no
# page), HTTP passwords, proxies of the environment, which would go around the guard, remote control, feeds, log counts.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}  # each wraps every response's output in a generator of its own
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "crawler.network_guard.GuardMiddleware": 50,
    "crawler.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "crawler.content_encoding.ContentEncodingMiddleware": 590,
    "crawler.redirects.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
    "crawler.pace.PaceMiddleware": 880,
    "crawler.time_budget.TimeBudgetMiddleware": 890,
    "crawler.capture_middleware.CaptureMiddleware": 900,  # next to the network: sees payloads as sent
}
EXTENSIONS = {"scrapy.extensions.memusage.MemoryUsage": 0}  # the summary says how much memory a crawl took
ITEM_PIPELINES = {
    "pipelines.extract.ExtractPipeline": 100,
    "pipelines.store.StorePipeline": 200,
}
