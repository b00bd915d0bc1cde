"""Scripts are shortened also by a process that was forked after the library had been loaded."""

import os
import signal
import subprocess
import sys
import time

import pytest

from app.config import ROOT
from app.http.shortening import JAVASCRIPT

FORKED = """
import os, sys
from app.http import shortening
shortening.shortened("let first = 1;")
if os.fork() == 0:
    for n in range(4):
        assert shortening.shortened(f"let  second = {n} ;") == f"let second={n}"
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""
CONTROL = FORKED.replace("range(4)", "range(4000)").replace(
    "shortening.shortened(f", f"shortening.loaded()[0].string({JAVASCRIPT!r}, f"
)


def ends(script: str, seconds: float) -> int | None:
    """The exit status, or None of what is still at it after so many seconds."""
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, start_new_session=True)
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    status = process.poll()
    if status is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return status


def test_a_forked_process_is_answered():
    assert ends(FORKED, 30) == 0


@pytest.mark.slow
def test_control_the_library_itself_leaves_it_waiting():
    assert ends(CONTROL, 8) is None
