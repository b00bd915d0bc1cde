"""The figures of a meeting while it goes on, from the measures of the house (rules.md §6, §9)."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from app.models import Meeting
from app.models.visible import ALL
from app.rules.measures import dictionary, periods
from app.rules.measures.dictionary import HANDED, MEASURES
from app.rules.measures.periods import DAY, MONTH, WEEK, Period
from app.rules.meetings import agenda
from app.rules.meetings.agenda import FIGURES, GOALS, PK, WORK
from app.rules.meetings.kinds import EVENING, MONTHLY, MORNING, WEEKLY
from app.services import board_counts
from app.services.day_goals import setting
from app.services.measures import counting, goals
from app.services.measures.cutting import COMPANY, PERSON, TEAM, Cut
from app.services.meetings.figures import Figure
from app.services.meetings.within import Member, members
from app.services.pay import contests
from app.services.pay.rounds import Who
from app.services.people import working_days

DUE, OVERDUE = "due", "overdue"
NOBODY: Mapping[str, Fraction] = {}


def live(meeting: Meeting) -> list[Figure]:
    """All figures of its agenda as they are now."""
    people = members(meeting.team_id, meeting.day)
    found = [one for period in spans(meeting) for one in measured(meeting, period, people)]
    if meeting.kind == MORNING:
        found += [*aims(meeting.day, people), *work(meeting.day, people)]
    if meeting.kind == WEEKLY:
        found += standing(meeting)
    return found


def spans(meeting: Meeting) -> list[Period]:
    """Of which time a meeting looks at the figures: the morning at the working day before."""
    day = meeting.day
    if meeting.kind == MORNING:
        day = working_days.around(day).previous(day)
    kinds = {MORNING: (DAY,), EVENING: (DAY,), WEEKLY: (WEEK, MONTH), MONTHLY: (MONTH,)}
    return [periods.containing(kind, day) for kind in kinds[meeting.kind]]


def measured(meeting: Meeting, period: Period, people: Sequence[Member]) -> list[Figure]:
    codes, within = agenda.MEASURES[meeting.kind], (TEAM, meeting.team_id)
    by_person = counting.of_measures(codes, period, Cut(PERSON, within))
    team = counting.of_measures(codes, period, Cut(COMPANY, within)).get(0, NOBODY)
    asked = targets(meeting, period, people)
    rows = [
        (None, "", team),
        *(
            (one.id, one.name, counts)
            for one in people
            if stands(one, counts := by_person.get(one.id, NOBODY))
        ),
    ]
    return [
        Figure(
            point=FIGURES,
            code=code,
            period=period.code,
            person_id=person,
            name=name,
            value=dictionary.value(MEASURES[code], counts),
            target=asked.get((person, code)),
            counts={part: counts.get(part, Fraction(0)) for part in MEASURES[code].needs},
        )
        for person, name, counts in rows
        for code in codes
    ]


def stands(member: Member, counts: Mapping[str, Fraction | int]) -> bool:
    """Who sells, also with nothing; of the others who has a number: not the manager's nought."""
    return member.sells or any(counts.values())


def targets(
    meeting: Meeting, period: Period, people: Sequence[Member]
) -> dict[tuple[int | None, str], Fraction | None]:
    """What was to be reached: in the evening the day's goals, of a month its targets."""
    if meeting.kind == EVENING:
        return with_sums(day_goals(meeting.day, people))
    if period.kind != MONTH:
        return {}
    found = {
        (person, code): value
        for person, said in goals.by_owner(period, PERSON).items()
        for code, value in said.items()
    }
    team = goals.of_reach([period], (TEAM, meeting.team_id)).get(period.code, {})
    return found | {(None, code): value for code, value in team.items()}


def with_sums(
    said: Mapping[tuple[int | None, str], Fraction],
) -> dict[tuple[int | None, str], Fraction | None]:
    found: dict[tuple[int | None, str], Fraction | None] = dict(said)
    for code in {code for _, code in said}:
        found[None, code] = sum((n for (_, other), n in said.items() if other == code), Fraction(0))
    return found


def day_goals(day: date, people: Sequence[Member]) -> dict[tuple[int | None, str], Fraction]:
    said = setting.of_day([one.id for one in people], day)
    return {
        (person, measure): setting.in_measure(n, measure) for (person, measure), n in said.items()
    }


def aims(day: date, people: Sequence[Member]) -> list[Figure]:
    """The goals of the day as they were set in the morning."""
    names = {one.id: one.name for one in people}
    return [
        Figure(GOALS, code, day.isoformat(), person, names[person], None, target)
        for (person, code), target in sorted(day_goals(day, people).items(), key=str)
        if person is not None
    ]


def work(day: date, people: Sequence[Member]) -> list[Figure]:
    """What was handed out this morning, and what was promised for today or before."""
    today = Period(DAY, day, day)
    handed = counting.counts(today, Cut(PERSON), (HANDED,))
    held = board_counts.leads_of([one.id for one in people], day)
    found = []
    for one in people:
        due = held.get(one.id, board_counts.NO_LEADS)
        numbers = {
            HANDED: handed.get(one.id, NOBODY).get(HANDED, 0),
            DUE: due.due,
            OVERDUE: due.overdue,
        }
        found += [
            Figure(WORK, code, today.code, one.id, one.name, Fraction(n))
            for code, n in numbers.items()
            if stands(one, numbers)
        ]
    return found


def standing(meeting: Meeting) -> list[Figure]:
    """How the team's contest of the month stands (rules.md §8.7)."""
    month = periods.containing(MONTH, meeting.day)
    return [
        Figure(PK, PK, month.code, None, one.name, None, said=one.why.as_json())
        for one in contests.of_month(meeting.day, Who(0, ALL))
        if one.name == meeting.team.name
    ]
