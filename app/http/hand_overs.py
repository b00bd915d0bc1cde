"""Somebody's leads on their way to others: what is asked for, and whom a form may offer."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.http import access
from app.rules.numbers import key
from app.rules.people.permissions import ALL, WRITE
from app.services.hand_overs import absences, chosen, receivers
from app.services.hand_overs.absences import Away
from app.services.hand_overs.handing import COLLEAGUES, POOL, Done
from app.services.hand_overs.parts import ONLY, Part
from app.services.hand_overs.receivers import Receiver, Within

RESOURCE = "hand_overs"


def part_asked() -> Part:
    """The part of the leads that the address or the form names; never another for a wrong word."""
    asked = request.values.get("only", "")
    if asked not in ONLY:
        abort(404)
    return Part(asked, day_asked("first"), day_asked("last"))


def day_asked(name: str) -> date | None:
    try:
        text = request.values.get(name, "")
        return date.fromisoformat(text) if text else None
    except ValueError:
        abort(404)


def address(person_id: int, part: Part) -> str:
    """The page of somebody's leads, or of a part of them."""
    asked = {"only": part.only or None, "first": part.first, "last": part.last}
    return url_for("hand_overs.index", person_id=person_id, **asked)


def links(person_id: int, part: Part) -> dict[str, str]:
    """By part: the page of each, of the same days."""
    return {only: address(person_id, replace(part, only=only)) for only in ONLY}


def within() -> Within:
    return Within(current_user.id, access.reach(RESOURCE, WRITE))


def may(person_id: int) -> bool:
    """Whether the signed-in person may hand over the leads of this one."""
    return access.can(RESOURCE, WRITE) and bool(receivers.reached([person_id], within()))


def ways() -> tuple[str, ...]:
    """The pool is for who reaches everybody: who stands in for somebody absent finds a colleague."""
    everywhere = access.reach(RESOURCE, WRITE) == ALL
    return (COLLEAGUES, POOL) if everywhere else (COLLEAGUES,)


def colleagues(person_id: int) -> list[tuple[int, str]]:
    """Those who can get this person's leads, as a form offers them."""
    return [(one.id, label(one)) for one in receivers.of(person_id, within())]


def receivers_of_all() -> list[tuple[int, str]]:
    """Everybody within reach who can get leads, as a form offers them."""
    return [(one.id, label(one)) for one in receivers.of(None, within())]


def picked() -> list[int]:
    """The leads that were picked from a list, as the address or the form names them."""
    numbers = request.values.getlist("lead", type=key)
    return [number for number in numbers if number][: chosen.MOST]


def label(one: Receiver) -> str:
    parts = [one.name, _("手上 %(n)s 条", n=one.held), _("今天不在") if one.away else ""]
    return " · ".join(part for part in parts if part)


def told(done: Done) -> str:
    """What became of the leads, in a line."""
    if not done.back:
        return ngettext("%(num)s 条已交给同事。", "%(num)s 条已交给同事。", done.passed)
    if not done.passed:
        return ngettext("%(num)s 条已放回公海。", "%(num)s 条已放回公海。", done.back)
    return _("%(n)s 条已交给同事,%(back)s 条放回公海。", n=done.passed, back=done.back)


def told_of_leaver(done: Done) -> str:
    if not done.passed:
        return _("已记下离职,%(n)s 条资源回到公海。", n=done.back)
    return _("已记下离职。%(told)s", told=told(done))


def missed(people: Collection[int], day: date) -> dict[int, Away]:
    """The promises of those absent on a day, for who may hand them to somebody else."""
    if not access.can(RESOURCE, WRITE):
        return {}
    return absences.of(receivers.reached(people, within()), day)
