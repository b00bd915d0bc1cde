from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.errors import RuleBroken
from app.forms.hand_overs import ChosenForm
from app.http import fragments, hand_overs
from app.http.access import writes
from app.services.hand_overs import chosen

blueprint = Blueprint("lead_hand_overs", __name__)


@blueprint.get("/lead-hand-overs/new")
@writes("hand_overs")
def new() -> ResponseReturnValue:
    """Leads that were picked from a list: who gets them, and why."""
    return page(ChosenForm(request.args if "people" in request.args else None))


@blueprint.post("/lead-hand-overs")
@writes("hand_overs")
def create() -> ResponseReturnValue:
    form = ChosenForm(request.form)
    form.people.choices = hand_overs.receivers_of_all()
    if form.validate():
        try:
            reason, within = form.reason.data, hand_overs.within()
            n = chosen.hand_over(hand_overs.picked(), form.people.data, within, reason)
            told = ngettext("%(num)s 条已交给同事。", "%(num)s 条已交给同事。", n)
            return fragments.done(url_for("leads.index"), told)
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form), 422


def page(form: ChosenForm) -> str:
    form.people.choices = hand_overs.receivers_of_all()
    rows = chosen.rows(hand_overs.picked(), hand_overs.within())
    if not rows and request.method == "GET" and hand_overs.picked():
        abort(404)
    plan = chosen.plan([row.id for row in rows], form.people.data or (), hand_overs.within())
    templates = ("lead_hand_overs/_plan.html", "lead_hand_overs/new.html")
    return fragments.page_or(*templates, form=form, rows=rows, plan=plan)
