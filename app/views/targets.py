from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.targets import TargetForm
from app.http import fragments, targets
from app.http.access import reach, reads, writes
from app.rules.measures.targets import MEASURES
from app.services.measures import report
from app.services.targets import seasons, setting, sheet

blueprint = Blueprint("targets", __name__)


@blueprint.get("/targets")
@reads("targets")
def index() -> ResponseReturnValue:
    """What is to be reached in a month or quarter, and by how much the people's miss their team's."""
    period = targets.period()
    sheets = sheet.of(period, report.within(current_user.id, reach("targets")))
    return render_template(
        "targets/index.html",
        sheets=sheets,
        season=seasons.of(period),
        measures=MEASURES,
        **targets.around(period),
    )


@blueprint.get("/targets/new")
@writes("targets")
def new() -> ResponseReturnValue:
    return page(TargetForm(request.args))


@blueprint.post("/targets")
@writes("targets")
def create() -> ResponseReturnValue:
    form = offered(TargetForm(request.form))
    if form.validate():
        try:
            period = form.when()
            said = (form.whose(), form.measure.data, period, form.hundredths())
            setting.put(*said, by_id=current_user.id)
            return fragments.done(url_for("targets.index", period=period.code), _("目标已定。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form), 422


def page(form: TargetForm) -> str:
    form.period.data = form.period.data or targets.period().code
    return render_template("targets/new.html", form=offered(form))


def offered(form: TargetForm) -> TargetForm:
    form.offer(targets.owners(), targets.measures())
    return form
