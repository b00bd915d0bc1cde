"""The figures of a meeting: from the measures while it goes on, as they stood once it is closed
(rules.md §9)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import select

from app.extensions import db
from app.models import Meeting, MeetingFigure
from app.rules.measures.dictionary import Counts


@dataclass(frozen=True)
class Figure:
    """A number at a point of the agenda: of a person, or of the whole team without one. `code`: a
    measure, or what else is counted; exact, in the measure's unit; `said`: a sentence instead."""

    point: str
    code: str
    period: str
    person_id: int | None
    name: str
    value: Fraction | None
    target: Fraction | None = None
    counts: Counts = field(default_factory=dict)
    said: dict[str, object] | None = None


def kept(meeting: Meeting) -> list[Figure]:
    """As they stood when the meeting closed."""
    query = select(MeetingFigure).where(MeetingFigure.meeting_id == meeting.id)
    return [
        Figure(
            point=row.point,
            code=row.code,
            period=row.period,
            person_id=row.person_id,
            name=row.name,
            value=exact(row.value),
            target=exact(row.target),
            counts={part: Fraction(n) for part, n in row.counts.items()},
            said=row.said,
        )
        for row in db.session.scalars(query.order_by(MeetingFigure.id))
    ]


def exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def rows(meeting_id: int, found: Iterable[Figure]) -> list[MeetingFigure]:
    """The figures as they are frozen."""
    return [
        MeetingFigure(
            meeting_id=meeting_id,
            point=one.point,
            code=one.code,
            period=one.period,
            person_id=one.person_id,
            name=one.name,
            value=None if one.value is None else str(one.value),
            target=None if one.target is None else str(one.target),
            counts={part: str(n) for part, n in one.counts.items()},
            said=one.said,
        )
        for one in found
    ]
