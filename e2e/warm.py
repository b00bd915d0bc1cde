"""Servers in a tenth of the time: the same gunicorn with the same app, forked from a process that
has the program loaded."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Warm:
    """It lives as long as whoever asks."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "e2e.loaded"]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, cwd=ROOT, text=True, bufsize=1, **pipes)

    def start(self, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
        """The number of the server's process, which leads a group of its own."""
        wanted = {"arguments": [*arguments], "environment": {**environment}}
        print(json.dumps(wanted), file=self.process.stdin)
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()
