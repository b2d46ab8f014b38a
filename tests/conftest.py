"""For all tests."""

import os

import hypothesis

# A crawl of a few pages needs one worker; starting a second costs more than it reads.
os.environ.setdefault("GOVNEWS_WORKERS", "1")

# No test fails for a slow disk: an fsync may take half a second while others use the machine.
hypothesis.settings.register_profile("govnews", deadline=None)
hypothesis.settings.load_profile("govnews")
