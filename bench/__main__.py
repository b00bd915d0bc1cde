"""`make bench` runs all; `python -m bench sync today` runs some."""

import sys
import time

from bench import claims, import_leads, sync, today

BENCHES = {"sync": sync, "today": today, "claims": claims, "import": import_leads}


def main(wanted: list[str]) -> None:
    for name in wanted or BENCHES:
        print(f"== {name}")
        begun = time.monotonic()
        BENCHES[name].run()
        print(f"   ({time.monotonic() - begun:.0f} s)\n")


main(sys.argv[1:])
