from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.seasons import SeasonForm
from app.http import fragments, targets
from app.http.access import writes
from app.services.targets import seasons

blueprint = Blueprint("seasons", __name__)


@blueprint.get("/seasons/edit")
@writes("targets")
def edit() -> ResponseReturnValue:
    """What the month or quarter of the address is about."""
    form, plan = SeasonForm(), seasons.of(targets.period())
    if plan is not None:
        form.fill(plan)
    return render_template("seasons/edit.html", form=form, period=targets.period())


@blueprint.post("/seasons")
@writes("targets")
def update() -> ResponseReturnValue:
    form, period = SeasonForm(request.form), targets.period()
    if form.validate():
        try:
            seasons.keep(period, form.season(), current_user.id)
            return fragments.done(url_for("targets.index", period=period.code), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
            form.see(seasons.rev_of(period))
    return render_template("seasons/edit.html", form=form, period=period), 422
