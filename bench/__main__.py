"""`make bench` runs all; `python -m bench sync today` runs some."""

import sys
import time
from importlib import import_module

BENCHES = (
    *("sync", "faults", "restore", "start", "today", "claims"),
    *("allocate", "arrival", "quarter", "import_100k", "finding", "guard", "export", "pay"),
    "measures",
)


def main(wanted: list[str]) -> None:
    for name in wanted or BENCHES:
        print(f"== {name}")
        begun = time.monotonic()
        import_module(f"bench.{name}").run()
        print(f"   ({time.monotonic() - begun:.0f} s)\n")


main(sys.argv[1:])
