"""Whose report is asked for, and what stands around it (rules.md §1, §9)."""

from datetime import date
from typing import Any

from flask import abort, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import RuleBroken
from app.http import chat_texts, paging, reports, wire, words
from app.http.access import can, reach
from app.rules.people.permissions import ALL, OWN, WRITE
from app.services.daily_reports import callers, customers, writing
from app.services.daily_reports import day as days
from app.services.daily_reports.day import Day, Report
from app.services.daily_reports.writing import Line
from app.services.measures import report
from app.services.measures.cutting import PERSON, TEAM
from app.services.measures.report import Within
from app.services.meetings import within as meeting_places

RESOURCE = "daily_reports"


def within() -> Within:
    """The place within reach; of all the team that the address names."""
    how_far = reach(RESOURCE)
    if how_far == ALL and (team := paging.number("team")):
        return TEAM, team
    return report.within(current_user.id, how_far)


def mine() -> Within:
    return PERSON, current_user.id


def writes_one() -> bool:
    """Whether who looks has a report of his own."""
    return can(RESOURCE, WRITE)


def sees_others() -> bool:
    return reach(RESOURCE) != OWN


def around(place: Within) -> dict[str, object]:
    """Whose it is in words, and the teams that can be chosen instead."""
    who = meeting_places.Who(current_user.id, reach(RESOURCE))
    teams = meeting_places.teams(who) if who.reach == ALL else []
    team = place[1] if place and place[0] == TEAM else None
    return {"whose": reports.whose(place), "teams": teams, "team": team, "here": paging.here}


def own(shown: Day) -> Report | None:
    """The reader's report, if he has one: who calls for a living and was employed that day."""
    if not writes_one():
        return None
    here = [one for one in shown.reports if one.who.id == current_user.id]
    return (here or [*days.of_day(mine(), shown.day).reports, None])[0]


def one_or_404(person_id: int, day: date) -> Day:
    """A report within reach alone."""
    if person_id not in {one.id for one in callers.of_day(within(), day)}:
        abort(404)
    return days.of_day((PERSON, person_id), day)


def texts(report: Report, day: date) -> list[tuple[str, str]]:
    names = customers.known_to([report.who.id], day)
    return chat_texts.in_each_language(lambda: chat_texts.daily(report, day, names))


def card(report: Report, day: date) -> dict[str, Any]:
    """A report with its texts for the chat group; whether the reader can write its line now."""
    is_own = report.who.id == current_user.id and writes_one()
    return {
        "report": report,
        "texts": texts(report, day),
        "is_own": is_own,
        "writes": is_own and writing.is_open(day),
        "closes": writing.closes_at(day),
    }


def whose(place: Within) -> str:
    return reports.whose(place)


def by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def kept(line: Line, day: date) -> ResponseReturnValue:
    """At which save the line is now, and the texts for the chat group with it."""
    said = [one for report in days.of_day(mine(), day).reports for one in texts(report, day)]
    return jsonify(proto=1, state="saved", base=line.rev, texts=dict(said))


def refused(refusal: RuleBroken) -> ResponseReturnValue:
    """To the script of the line in words; what else sent something unreadable gets the page of
    refusals. `base`: the save of another device that the next one is to be made from."""
    if not by_script():
        raise refusal
    if refusal.code == wire.OTHER_USER:
        return wire.refused(409, refusal.code)
    told = {"proto": 1, "state": "refused", "message": words.say(refusal.code, refusal.params)}
    return make_response(jsonify(told | {"base": refusal.params.get("rev")}), 409)
