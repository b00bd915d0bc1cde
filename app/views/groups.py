from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.teams import GroupForm
from app.http import fragments
from app.http.access import writes
from app.services.people import teams

blueprint = Blueprint("groups", __name__)


@blueprint.get("/teams/<int:team_id>/groups/new")
@writes("people")
def new(team_id: int) -> ResponseReturnValue:
    team = teams.team_of(team_id)
    return render_template("groups/new.html", form=GroupForm(), team=team)


@blueprint.post("/teams/<int:team_id>/groups")
@writes("people")
def create(team_id: int) -> ResponseReturnValue:
    team, form = teams.team_of(team_id), GroupForm(request.form)
    if form.validate():
        try:
            teams.create_group(team_id, form.name.data, current_user.id)
            return fragments.done(url_for("team.show"), _("已建立小组。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("groups/new.html", form=form, team=team), 422


@blueprint.get("/groups/<int:group_id>/edit")
@writes("people")
def edit(group_id: int) -> ResponseReturnValue:
    group = teams.group_of(group_id)
    return render_template("groups/edit.html", form=GroupForm(obj=group), group=group)


@blueprint.post("/groups/<int:group_id>")
@writes("people")
def update(group_id: int) -> ResponseReturnValue:
    group, form = teams.group_of(group_id), GroupForm(request.form)
    if form.validate():
        try:
            teams.rename_group(group_id, form.name.data, current_user.id)
            return fragments.done(url_for("team.show"), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("groups/edit.html", form=form, group=group), 422
