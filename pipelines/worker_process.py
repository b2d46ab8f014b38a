"""What a worker process does: one call after the other, until the process that started it is no more."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
from multiprocessing.connection import Connection

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def serve(descriptor: int, parent: int) -> None:
    """Runs the calls that come on a socket and sends back what they return or raise."""
    for number in (signal.SIGINT, signal.SIGTERM):  # they are for the parent, which ends us in order
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)
    import pipelines.workers  # noqa: F401  (loaded before the first call, whose time is limited)

    gc.freeze()
    connection = Connection(descriptor)
    connection.send_bytes(b"ready")
    while True:
        try:
            call = connection.recv_bytes()
        except (EOFError, OSError):
            return
        connection.send_bytes(_answer(call))


def _answer(call: bytes) -> bytes:
    try:
        job, arguments, options = pickle.loads(call)
        return pickle.dumps((True, job(*arguments, **options)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        try:
            pickle.loads(failed := pickle.dumps((False, error)))
        except Exception:  # some exceptions cannot be pickled, others not be made again
            failed = pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
        return failed
