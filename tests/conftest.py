"""For all tests."""

import os

# A crawl of a few pages needs one worker; starting a second costs more than it reads.
os.environ.setdefault("GOVNEWS_WORKERS", "1")
