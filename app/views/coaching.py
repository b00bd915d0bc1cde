from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.coaching import CoachingForm
from app.http import fragments
from app.http.access import READ, WRITE, can, reach, reads, writes
from app.services.coaching import notes
from app.services.customers.within import Who

blueprint = Blueprint("coaching", __name__)
PERSON = "/coaching/<int:person_id>"


def who(action: str = READ) -> Who:
    return Who(current_user.id, reach("coaching" if action == READ else "coaching_notes", action))


@blueprint.get("/coaching")
@reads("coaching")
def index() -> ResponseReturnValue:
    """Whom one coaches, and the notes about oneself."""
    own = notes.of(current_user.id, who())
    return render_template("coaching/index.html", people=notes.people(who()), own=own)


@blueprint.get(PERSON)
@reads("coaching")
def show(person_id: int) -> ResponseReturnValue:
    return page(person_id, CoachingForm(data={"day": clock.today()}))


@blueprint.post(PERSON)
@writes("coaching_notes")
def create(person_id: int) -> ResponseReturnValue:
    form = CoachingForm(request.form)
    if form.validate():
        try:
            notes.write_down(person_id, form.note(), who(WRITE))
            url = url_for("coaching.show", person_id=person_id)
            return fragments.done(url, _("记下了,本人也看得到。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(person_id, form), 422


def page(person_id: int, form: CoachingForm) -> str:
    """Of nobody but the pair and managers; a foreign person is as a missing one."""
    try:
        name = notes.name_of(person_id, who())
    except RuleBroken:
        abort(404)
    writes_too = can("coaching_notes", WRITE) and notes.may_write(person_id, who(WRITE))
    shown = {"person_id": person_id, "name": name, "notes": notes.of(person_id, who())}
    return render_template("coaching/show.html", **shown, form=form if writes_too else None)
