"""A meeting as its page shows it (rules.md §9; screens: meeting)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import Flask, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.http import day_goals, fragments
from app.http.access import can, reach
from app.models import Meeting
from app.rules.measures import periods
from app.rules.measures.dictionary import MEASURES
from app.rules.measures.periods import Period
from app.rules.meetings.agenda import FIGURES, GOALS, PK, WORK
from app.rules.meetings.kinds import MORNING
from app.rules.people.permissions import ALL, OWN, READ, TEAM, WRITE
from app.services.meetings import agenda_items, live, minutes, within
from app.services.meetings.figures import Figure
from app.services.meetings.minutes import Minutes
from app.services.meetings.within import COMING, NOT_HELD, Member, Who
from app.services.people import working_days

Blank = Callable[[Sequence[Member]], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """A person's figures, or the team's without one, in the order of the columns."""

    person_id: int | None
    name: str
    cells: Sequence[Figure | None]


@dataclass(frozen=True)
class Table:
    period: Period
    codes: Sequence[str]
    rows: Sequence[Row]


def init_app(app: Flask) -> None:
    app.jinja_env.tests["in_dictionary"] = MEASURES.__contains__
    app.jinja_env.filters["elapsed"] = elapsed


def elapsed(since: datetime) -> int:
    """Seconds until now: a clock on a page goes on from there, whatever the phone's clock says."""
    return int((clock.now() - since).total_seconds())


def who(resource: str = "meetings", action: str = READ) -> Who:
    return Who(current_user.id, reach(resource, action))


def one_or_404(meeting_id: int) -> Meeting:
    try:
        return within.one(meeting_id, who())
    except RuleBroken:
        abort(404)


def show(meeting_id: int, blank: Blank, **forms: Any) -> str:
    """The page of a meeting within reach: before it, while it goes on, its minutes."""
    meeting = one_or_404(meeting_id)
    state = within.state(meeting)
    if state in (COMING, NOT_HELD):
        return render_template("meetings/coming.html", meeting=meeting, state=state)
    context = (
        in_parts(minutes.of(meeting)) | with_forms(meeting, blank, forms) | goals_of(meeting, forms)
    )
    context |= {"looks_at": live.spans(meeting)[0]}
    return render_template("meetings/show.html", meeting=meeting, state=state, **context)


def in_parts(found: Minutes) -> dict[str, Any]:
    told = {one.point: one.said for one in found.figures if one.said}
    return {
        "minutes": found,
        "tables": {point: tables(found.figures, point) for point in (FIGURES, WORK, GOALS)},
        "pk": told.get(PK),
        "new_uuid": lambda: str(uuid4()),
        "opens_all": can("figures") and reach("figures") in (TEAM, ALL),
    }


def with_forms(meeting: Meeting, blank: Blank, forms: dict[str, Any]) -> dict[str, Any]:
    """The forms of a page, those that were refused with what was typed in them."""
    people = within.members(meeting.team_id, meeting.day)
    decides_all = can("tasks", WRITE) and reach("tasks", WRITE) != OWN
    return {**blank(people), **forms, "people": people, "decides_all": decides_all}


def goals_of(meeting: Meeting, forms: dict[str, Any]) -> dict[str, Any]:
    """The fields of today's goals, where they are set: at an open morning meeting."""
    if meeting.kind != MORNING or meeting.closed_at is not None:
        return {}
    people = [one for one in within.members(meeting.team_id, meeting.day) if one.sells]
    return {"goals": day_goals.sheet(people, meeting.day, forms.get("goals_typed"))}


def tables(figures: Sequence[Figure], point: str) -> list[Table]:
    here = [one for one in figures if one.point == point]
    spans = list(dict.fromkeys(one.period for one in here))
    return [table([one for one in here if one.period == span], span) for span in spans]


def table(figures: Sequence[Figure], period: str) -> Table:
    codes = list(dict.fromkeys(one.code for one in figures))
    names = {one.person_id: one.name for one in figures}
    cells = {(one.person_id, one.code): one for one in figures}
    rows = [
        Row(person, name, [cells.get((person, code)) for code in codes])
        for person, name in names.items()
    ]
    return Table(periods.read(period), codes, rows)


def page_or_part(meeting_id: int, part: str, blank: Blank, **forms: Any) -> ResponseReturnValue:
    """After something was done: the part of the page that it changed, or the whole page again."""
    if not fragments.wanted():
        return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor=part), 303)
    meeting = one_or_404(meeting_id)
    context = {"minutes": light(meeting), "state": within.state(meeting), "meeting": meeting}
    return render_template(f"meetings/_{part}.html", **context, **with_forms(meeting, blank, forms))


def light(meeting: Meeting) -> Minutes:
    """Without the figures, which nothing typed changes."""
    return Minutes(
        meeting=meeting,
        turns=minutes.turns(meeting),
        attended=minutes.attended(meeting.id),
        carried=agenda_items.carried(meeting),
        raised=agenda_items.raised(meeting),
        figures=(),
    )


def refused(
    meeting_id: int, refusal: RuleBroken, blank: Blank, **forms: Any
) -> ResponseReturnValue:
    """The page as it is now, with why not; what was typed stays."""
    if refusal.code == "missing":
        abort(404)
    return show(meeting_id, blank, refusal=refusal, **forms), 422


def refused_item(meeting_id: int, form: Any, blank: Blank) -> ResponseReturnValue:
    """A line that was refused: with htmx the part alone, so that nothing typed elsewhere moves."""
    if not fragments.wanted():
        return show(meeting_id, blank, item_form=form), 422
    return page_or_part(meeting_id, "items", blank, item_form=form), 422


def people_of(meeting: Meeting) -> list[Member]:
    return within.members(meeting.team_id, meeting.day)


def named(people: Sequence[Member]) -> dict[str, int]:
    return {one.name: one.id for one in people}


def calendar() -> tuple[Any, Any]:
    """Today and the company's calendar, for reading a typed line."""
    today = clock.today()
    return today, working_days.around(today)
