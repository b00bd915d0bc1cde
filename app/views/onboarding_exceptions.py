from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.onboarding import ExceptionForm
from app.forms.reasons import ReasonForm
from app.http import fragments, persons
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.onboarding import exceptions, progress
from app.services.onboarding.exceptions import Lifting

blueprint = Blueprint("onboarding_exceptions", __name__)
RESOURCE, BACK = "onboarding_exceptions", "back"


@blueprint.get("/people/<int:person_id>/onboarding-exception")
@writes(RESOURCE)
def new(person_id: int) -> ResponseReturnValue:
    """How somebody stands, and from when to when precise leads may come to him all the same."""
    return page(person_id, ExceptionForm(data={"first": clock.today()}))


@blueprint.post("/people/<int:person_id>/onboarding-exception")
@writes(RESOURCE)
def create(person_id: int) -> ResponseReturnValue:
    form = ExceptionForm(request.form)
    if form.validate():
        try:
            said = Lifting(form.first.data, form.last.data, form.reason.data)
            exceptions.lift(person_id, said, current_user.id)
            return fragments.done(url_for("onboardings.index"), _("已特批。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(person_id, form), 422


@blueprint.post("/people/<int:person_id>/onboarding-exception/removal")
@writes(RESOURCE)
def delete(person_id: int) -> ResponseReturnValue:
    form = ReasonForm(request.form, prefix=BACK)
    if form.validate():
        try:
            exceptions.take_back(person_id, form.reason.data, current_user.id)
            message = _("已收回特批,从现在起不再给他精准资源。")
            return fragments.done(url_for("onboardings.index"), message)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(person_id, ExceptionForm(), back=form), 422


def page(person_id: int, form: ExceptionForm, back: ReasonForm | None = None) -> str:
    person = persons.within_reach(person_id, WRITE, RESOURCE)
    return render_template(
        "onboarding_exceptions/new.html",
        form=form,
        back=back or ReasonForm(prefix=BACK),
        his=progress.of(person.id),
        lifted=exceptions.running(person.id),
    )
