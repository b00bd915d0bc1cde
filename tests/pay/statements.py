"""What expected.json says of a month, and `flask pay preview` (design: doors)."""

import json
from pathlib import Path

from tests.pay.lines import Line


def expected(folder: Path) -> dict:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def of(paid: dict[str, list[Line]], month: str) -> dict:
    """What `flask pay preview MONTH --json` says of it, as far as expected.json tells."""
    people = [
        {
            "login": login,
            "lines": [shown(line) for line in lines],
            "total_fen": sum(line.fen for line in lines),
        }
        for login, lines in paid.items()
    ]
    return {"month": month, "people": people}


def write(paid: dict[str, list[Line]], month: str, folder: Path) -> None:
    """Makes a folder of files (folders.py) a case."""
    text = json.dumps(of(paid, month), ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text, encoding="utf-8")


def shown(line: Line) -> dict:
    waived = {"waived_fen": line.waived_fen} if line.waived_fen else {}
    return {"kind": line.kind, "fen": line.fen} | waived


def comparable(statement: dict) -> dict:
    """Without the order of people and lines, and without people who have no line."""
    return {
        person["login"]: (sorted(map(as_line, person["lines"])), person["total_fen"])
        for person in statement["people"]
        if person["lines"]
    }


def as_line(shown: dict) -> Line:
    return Line(shown["kind"], shown["fen"], shown.get("waived_fen", 0))
