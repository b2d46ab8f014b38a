"""For all tests."""

import os
import sys
from pathlib import Path

import hypothesis

# A crawl of a few pages needs one worker; starting a second costs more than it reads.
os.environ.setdefault("GOVNEWS_WORKERS", "1")
# Hundreds of processes are started, and each would compile every module anew; so would each worker of the tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Processes run as where govnews is installed without its extras.
_PATHS = [str(Path(__file__).parent / "without_extras"), os.environ.get("PYTHONPATH", "")]
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, _PATHS))

# No test fails for a slow disk: an fsync may take half a second while others use the machine.
hypothesis.settings.register_profile("govnews", deadline=None)
hypothesis.settings.load_profile("govnews")
