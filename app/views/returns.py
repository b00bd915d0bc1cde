from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.people import ReturnForm
from app.http import fragments, persons
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.leads import leaving

blueprint = Blueprint("returns", __name__)


@blueprint.get("/people/<int:person_id>/return")
@writes("people", password_again=True)
def new(person_id: int) -> ResponseReturnValue:
    person, form = persons.within_reach(person_id, WRITE), ReturnForm(first_day=clock.today())
    return render_template("returns/new.html", form=form, person=person)


@blueprint.post("/people/<int:person_id>/return")
@writes("people", password_again=True)
def create(person_id: int) -> ResponseReturnValue:
    """Somebody who left works here again."""
    person, form = persons.within_reach(person_id, WRITE), ReturnForm(request.form)
    if form.validate():
        try:
            leaving.come_back(person_id, form.first_day.data, current_user.id)
            message = _("账号已重新启用。给他一个新的登录链接。")
            return fragments.done(url_for("people.show", person_id=person_id), message)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("returns/new.html", form=form, person=person), 422
