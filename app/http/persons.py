"""The person whom a page or a form is about, within the reach of who is signed in."""

from dataclasses import replace

from flask import abort
from flask_login import current_user

from app import clock
from app.http import access
from app.rules.people.permissions import READ
from app.services.people import roster
from app.services.people.roster import Entry


def within_reach(person_id: int, action: str = READ, resource: str = "people") -> Entry:
    """A foreign person is as a missing one; pay is left out for those who see none."""
    how_far = access.reach(resource, action)
    found = roster.one(person_id, clock.today(), by_id=current_user.id, reach=how_far)
    if found is None:
        abort(404)
    return found if access.can("pay_grades") else replace(found, grade=None)
