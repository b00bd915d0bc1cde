from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.hand_overs import LeavingForm
from app.http import fragments, hand_overs, persons
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.hand_overs import departing
from app.services.hand_overs.handing import COLLEAGUES, POOL
from app.services.leads import leaving
from app.services.people.roster import Entry

blueprint = Blueprint("departures", __name__)


@blueprint.get("/people/<int:person_id>/departure")
@writes("people", password_again=True)
def new(person_id: int) -> ResponseReturnValue:
    """What will happen when somebody leaves, before it does."""
    person = persons.within_reach(person_id, WRITE)
    chosen = {"last_day": person.left_on or clock.today(), "when": "now", "way": POOL}
    return page(person, LeavingForm(data=chosen))


@blueprint.post("/people/<int:person_id>/departure")
@writes("people", password_again=True)
def create(person_id: int) -> ResponseReturnValue:
    """Somebody leaves: the account ends, his leads go to colleagues or back to the pool."""
    person, form = persons.within_reach(person_id, WRITE), LeavingForm(request.form)
    if offered(form, person_id).validate():
        try:
            told = (person_id, form.last_day.data, form.to, current_user.id)
            done = departing.depart(*told, at_once=form.when.data == "now")
            message = hand_overs.told_of_leaver(done)
            return fragments.done(url_for("people.show", person_id=person_id), message)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(person, form), 422


@blueprint.post("/people/<int:person_id>/departure/removal")
@writes("people", password_again=True)
def delete(person_id: int) -> ResponseReturnValue:
    """He stays after all."""
    persons.within_reach(person_id, WRITE)
    leaving.stay(person_id, current_user.id)
    return fragments.done(url_for("people.show", person_id=person_id), _("已取消离职。"))


def offered(form: LeavingForm, person_id: int) -> LeavingForm:
    """To colleagues only from who may hand leads over; from anybody else they go to the pool."""
    may = hand_overs.may(person_id)
    ways = (POOL, COLLEAGUES) if may else (POOL,)
    form.offer(ways, hand_overs.colleagues(person_id) if may else ())
    return form


def page(person: Entry, form: LeavingForm) -> str:
    return render_template("departures/new.html", form=offered(form, person.id), person=person)
