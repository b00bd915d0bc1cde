from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.people import DepartureForm
from app.http import fragments, persons
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.leads import leaving

blueprint = Blueprint("departures", __name__)


@blueprint.get("/people/<int:person_id>/departure")
@writes("people", password_again=True)
def new(person_id: int) -> ResponseReturnValue:
    """What will happen when somebody leaves, before it does."""
    person = persons.within_reach(person_id, WRITE)
    form = DepartureForm(data={"last_day": person.left_on or clock.today(), "when": "now"})
    return render_template("departures/new.html", form=form, person=person)


@blueprint.post("/people/<int:person_id>/departure")
@writes("people", password_again=True)
def create(person_id: int) -> ResponseReturnValue:
    """Somebody leaves: the account ends, his leads go back to the pool the same day."""
    person, form = persons.within_reach(person_id, WRITE), DepartureForm(request.form)
    if form.validate():
        try:
            now = form.when.data == "now"
            n = leaving.depart(person_id, form.last_day.data, current_user.id, at_once=now)
            message = _("已记下离职,%(n)s 条资源回到公海。", n=n)
            return fragments.done(url_for("people.show", person_id=person_id), message)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("departures/new.html", form=form, person=person), 422


@blueprint.post("/people/<int:person_id>/departure/removal")
@writes("people", password_again=True)
def delete(person_id: int) -> ResponseReturnValue:
    """He stays after all."""
    persons.within_reach(person_id, WRITE)
    leaving.stay(person_id, current_user.id)
    return fragments.done(url_for("people.show", person_id=person_id), _("已取消离职。"))
