"""Load from eight connections by wrk, each with a device of its own, records in order."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass
class Load:
    requests: float
    p50_ms: float
    p99_ms: float
    failed: int


def wrk(url: str, script: str, *arguments: str, seconds: int = 8, connections: int = 8) -> Load:
    if shutil.which("wrk") is None:
        subprocess.run(["sh", str(HERE.parent / "deploy/debian.sh"), "wrk"], check=True)
    command = [
        *("wrk", "-t", str(connections), "-c", str(connections), "-d", f"{seconds}s"),
        *("--latency", "-s", str(HERE / script), url, "--", *arguments),
    ]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Load(
        requests=float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        p50_ms=milliseconds(re.search(r"50%\s+([\d.]+)(us|ms|s)", text)),
        p99_ms=milliseconds(re.search(r"99%\s+([\d.]+)(us|ms|s)", text)),
        failed=sum(
            int(n)
            for n in re.findall(r"Non-2xx or 3xx responses: (\d+)|Bad answers: (\d+)", text)
            for n in n
            if n
        ),
    )


def milliseconds(found: re.Match[str]) -> float:
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]
