"""What answers are worth, exactly, in hundredths of a point (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.rules.exams.knowing import fits, is_right
from app.rules.exams.question import FILL_IN, SHORT, Question


@dataclass(frozen=True)
class Scored:
    """A question of an attempt with the answer that holds. `given`: what a trainer gave for it."""

    question: Question
    points: int
    said: tuple[str, ...] = ()
    given: int | None = None
    is_void: bool = False


@dataclass(frozen=True)
class Outcome:
    """`earned`: of each question, None of one that waits or is void; `score` has the void ones in
    full; `unmarked`: how many wait for a trainer."""

    earned: tuple[Fraction | None, ...]
    score: Fraction
    full: int
    unmarked: int

    def passes(self, percent: int) -> bool:
        """Only when nothing waits any more."""
        return not self.unmarked and self.score * 100 >= percent * self.full


def outcome(questions: Sequence[Scored]) -> Outcome:
    earned = tuple(None if one.is_void else earns(one) for one in questions)
    void = sum(one.points for one in questions if one.is_void)
    waiting = sum(
        points is None and not one.is_void for one, points in zip(questions, earned, strict=True)
    )
    score = sum((points for points in earned if points is not None), Fraction(void))
    return Outcome(earned, score, sum(one.points for one in questions), waiting)


def earns(one: Scored) -> Fraction | None:
    """What a trainer gave holds; a short answer waits for him, unless nothing was written. Each
    blank has its part; everything else is all or nothing."""
    if one.given is not None:
        return Fraction(min(one.given, one.points))
    if not any(text.strip() for text in one.said):
        return Fraction(0)
    if one.question.kind == SHORT:
        return None
    if one.question.kind == FILL_IN:
        return one.points * filled(one.question, one.said)
    return Fraction(one.points * is_right(one.question, one.said))


def filled(question: Question, said: Sequence[str]) -> Fraction:
    """The part of the blanks that are right."""
    pairs = zip(question.answers, said, strict=False)
    return Fraction(sum(fits(accepted, text) for accepted, text in pairs), len(question.answers))
