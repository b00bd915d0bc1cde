"""A month's pay beside the month before, as both would be computed now (rules.md §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.rules.pay import beside
from app.rules.pay.beside import Change, Compared
from app.rules.pay.scorecard import Scorecard
from app.services.pay import preview
from app.services.pay.preview import Preview

SCORE = "score"


@dataclass(frozen=True)
class PayMonth:
    """`scorecards` by person number, of who has one this month."""

    preview: Preview
    people: Sequence[Compared]
    scorecards: Mapping[int, Scorecard]

    @property
    def kinds(self) -> list[str]:
        return beside.kinds(*(one.lines for one in self.people))

    @property
    def totals(self) -> list[Change]:
        return beside.totals(self.people)

    @property
    def total_fen(self) -> int:
        return sum(one.total_fen for one in self.people)

    @property
    def before_fen(self) -> int:
        return sum(one.before_fen for one in self.people)

    def ordered(self, by: str) -> Sequence[Compared]:
        """Everybody, who has most of it first: a kind of line, the total, the change or the score;
        in the order of their numbers by anything else."""
        if by == SCORE:
            return sorted(self.people, key=self.place_by_score)
        known = (*self.kinds, beside.TOTAL, beside.CHANGE)
        return beside.ordered(self.people, by) if by in known else self.people

    def place_by_score(self, one: Compared) -> tuple[bool, Fraction]:
        card = self.scorecards.get(one.worker.number)
        score = card.score if card else None
        return score is None, -(score or Fraction(0))

    def person(self, number: int) -> Compared | None:
        return next((one for one in self.people if one.worker.number == number), None)


def of(day: date) -> PayMonth:
    """The month of a day; nothing is kept."""
    now = preview.of(day)
    before = preview.of(now.month.before().first)
    cards = {one.worker.number: one for one in now.scorecards}
    return PayMonth(now, beside.compare(now.people, before.people), cards)
