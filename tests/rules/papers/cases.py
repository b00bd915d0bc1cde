"""Papers written for the tests as people write them, each with what is to come of it."""

import json
from pathlib import Path

from app.rules.exams.question import CHOICES, Reading

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "papers"
PAPERS = sorted(FOLDER.glob("*.txt"))


def told(reading: Reading) -> dict[str, object]:
    """A reading as the expected files hold it: right options lead with a star."""
    return {
        "questions": [
            {
                "line": one.line,
                "kind": one.question.kind,
                "text": one.question.text,
                **(
                    {"options": [("*" if o.right else "") + o.text for o in one.question.options]}
                    if one.question.kind in CHOICES
                    else {"answers": [list(blank) for blank in one.question.answers]}
                ),
                **({"explanation": one.question.explanation} if one.question.explanation else {}),
                **({"points": one.question.points} if one.question.points is not None else {}),
            }
            for one in reading.understood
        ],
        "rejected": [[one.line, one.why.code] for one in reading.refused],
        "passed_over": [[one.line, one.code] for one in reading.passed_over],
    }


def expected(path: Path) -> dict[str, object]:
    return json.loads(path.with_suffix(".json").read_text())
