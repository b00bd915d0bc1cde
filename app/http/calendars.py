"""Somebody's day as a calendar file (RFC 5545), in his language."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Response, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from app import clock
from app.http import words
from app.services.feeds.events import CALL, MEETING, TASK, Event

EARLY = timedelta(minutes=5)
EVERY = timedelta(minutes=30)


def answer(events: Sequence[Event], language: str) -> Response:
    with force_locale(language):
        body = calendar(events).to_ical()
    return Response(body, mimetype="text/calendar", headers={"X-Robots-Tag": "noindex"})


def calendar(events: Sequence[Event]) -> Calendar:
    found = Calendar()
    found.add("prodid", "-//Lianxian//calendar//")
    found.add("version", "2.0")
    found.add("x-wr-calname", _("连线"))
    found.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    for one in events:
        found.add_component(entry(one))
    return found


def entry(one: Event) -> Entry:
    made = Entry()
    made.add("uid", f"{one.uid}@lianxian")
    made.add("dtstamp", clock.now())
    made.add("dtstart", one.begins)
    made.add("dtend", one.ends)
    made.add("summary", title(one))
    made.add("url", page(one))
    if one.detail:
        made.add("description", one.detail)
    if one.kind == CALL:
        made.add_component(reminder(title(one)))
    return made


def title(one: Event) -> str:
    if one.kind == CALL:
        return _("约好再打:%(name)s…", name=one.text)
    if one.kind == MEETING:
        return words.say(f"meeting_{one.text}", {})
    return _("待办:%(text)s", text=one.text)


def page(one: Event) -> str:
    if one.kind == TASK:
        return url_for("tasks.index", _anchor=f"task-{one.about}", _external=True)
    if one.kind == MEETING:
        return url_for("meetings.show", meeting_id=one.about, _external=True)
    return url_for("leads.show", lead_id=one.about, _external=True)


def reminder(text: str) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("trigger", -EARLY)
    made.add("description", text)
    return made
