"""Reads from its input which servers are wanted, and forks each; says the number of its process."""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Sequence

from gunicorn.app.wsgiapp import run

from app import create_app


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIANXIAN_INSTANCE"] = folder
        create_app()  # loads all that an app is made of
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who has ended leaves nothing to wait for
    for line in sys.stdin:
        forked = os.fork()
        if not forked:
            serve(**json.loads(line))
        print(forked, flush=True)


def serve(arguments: Sequence[str], environment: dict[str, str]) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["gunicorn", *arguments]
    run()


if __name__ == "__main__":
    main()
