from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.reasons import ReasonForm
from app.forms.team_stages import StageForm
from app.http import fragments, language, meetings, words
from app.http.access import WRITE, writes
from app.rules.teams.stages import STAGES
from app.services.team_stages import fixing, listing

blueprint = Blueprint("stage_fixes", __name__)
RESOURCE, BACK = "team_stages", "back"
TEAM = "/teams/<int:team_id>/stage-fix"


@blueprint.get(TEAM)
@writes(RESOURCE)
def new(team_id: int) -> ResponseReturnValue:
    return page(team_id, blank())


@blueprint.post(TEAM)
@writes(RESOURCE)
def create(team_id: int) -> ResponseReturnValue:
    """The team is in this stage until a day, whatever its months say."""
    form = offered(StageForm(request.form))
    if form.validate():
        try:
            fixing.fix(team_id, form.word(), meetings.who(RESOURCE, WRITE))
            return fragments.done(url_for("team_stages.index"), _("阶段已定。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(team_id, form), 422


@blueprint.post(f"{TEAM}/removal")
@writes(RESOURCE)
def delete(team_id: int) -> ResponseReturnValue:
    form = ReasonForm(request.form, prefix=BACK)
    if form.validate():
        try:
            fixing.release(team_id, form.reason.data, meetings.who(RESOURCE, WRITE))
            return fragments.done(url_for("team_stages.index"), _("从现在起又按月数算。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(team_id, blank(), form), 422


def page(team_id: int, form: StageForm, back: ReasonForm | None = None) -> str:
    known = listing.of(meetings.who(RESOURCE, WRITE), language.choose())
    team = next((one for one in known if one.id == team_id), None) or abort(404)
    back = back or ReasonForm(prefix=BACK)
    return render_template("stage_fixes/new.html", form=form, team=team, back=back)


def blank() -> StageForm:
    return offered(StageForm())


def offered(form: StageForm) -> StageForm:
    return form.offer([(one, words.say(f"team_stage_{one}", {})) for one in STAGES])
