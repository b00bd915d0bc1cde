"""A month's lines that were proposed by hand (rules.md §8.10, §8.14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import PayByHand, Person
from app.rules.pay.lines import Line
from app.rules.why import Why

PENALTY, OTHER = 10, 14


@dataclass(frozen=True)
class Hand:
    """The lines by their key, each with the number of who proposed it."""

    lines: Mapping[str, tuple[Line, int]]

    def proposer(self, line: Line) -> int | None:
        return self.lines[line.key][1] if line.key in self.lines else None


def of(first: date) -> Hand:
    query = select(PayByHand, Person.name).join(Person, Person.id == PayByHand.proposed_by_id)
    query = query.where(PayByHand.month == first).order_by(PayByHand.id)
    found = [(line(one, by), one.proposed_by_id) for one, by in db.session.execute(query)]
    return Hand({one.key: (one, by) for one, by in found})


def line(one: PayByHand, by: str) -> Line:
    said: dict[str, object] = {"reason": one.reason, "by": by}
    if one.kind == "deduction":
        said |= {"house_rule": one.house_rule, "heard": one.heard}
    return Line(
        person=one.person_id,
        kind=one.kind,
        key=f"hand:{one.id}",
        fen=one.fen,
        rule=PENALTY if one.kind == "deduction" else OTHER,
        why=Why(f"pay_by_hand_{one.kind}", said),
    )
