from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.teams import TeamForm
from app.http import fragments
from app.http.access import writes
from app.services.people import teams

blueprint = Blueprint("teams", __name__)


@blueprint.get("/teams/new")
@writes("people")
def new() -> ResponseReturnValue:
    return render_template("teams/new.html", form=TeamForm())


@blueprint.post("/teams")
@writes("people")
def create() -> ResponseReturnValue:
    form = TeamForm(request.form)
    if form.validate():
        try:
            teams.create_team(form.name.data, current_user.id, started_on=form.started_on.data)
            return fragments.done(url_for("team.show"), _("已建立团队。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("teams/new.html", form=form), 422


@blueprint.get("/teams/<int:team_id>/edit")
@writes("people")
def edit(team_id: int) -> ResponseReturnValue:
    team = teams.team_of(team_id)
    return render_template("teams/edit.html", form=TeamForm(obj=team), team=team)


@blueprint.post("/teams/<int:team_id>")
@writes("people")
def update(team_id: int) -> ResponseReturnValue:
    team, form = teams.team_of(team_id), TeamForm(request.form)
    if form.validate():
        try:
            teams.change_team(team_id, form.name.data, form.started_on.data, current_user.id)
            return fragments.done(url_for("team.show"), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("teams/edit.html", form=form, team=team), 422
