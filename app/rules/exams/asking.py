"""What of a question may be shown before its answers are released (rules.md §7)."""

from dataclasses import dataclass

from app.rules.exams.question import Question


@dataclass(frozen=True)
class Asked:
    """A question without what is right: no answers, no explanation, and of each option its text."""

    place: int
    kind: str
    text: str
    options: tuple[str, ...]
    blanks: int
    points: int


def asked(place: int, points: int, question: Question) -> Asked:
    options = tuple(one.text for one in question.options)
    blanks = len(question.answers) if question.kind == "fill_in" else 0
    return Asked(place, question.kind, question.text, options, blanks, points)
