from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.people import DepartureForm, NewPersonForm, PersonForm
from app.http import fragments
from app.http.access import reads, writes
from app.http.words.people import GRADES, ROLES
from app.services.people import hiring, roster
from app.services.people.hiring import Facts

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@reads("people")
def index() -> ResponseReturnValue:
    gone = request.args.get("gone") == "1"
    found = roster.roster(clock.today(), with_gone=gone)
    return render_template("people/index.html", people=found, gone=gone, labels=ROLES)


@blueprint.get("/people/new")
@writes("people")
def new() -> ResponseReturnValue:
    today = clock.today()
    form = NewPersonForm(data={"hired_on": today, "since": today, "roles": ["rep"]})
    return render_template("people/new.html", form=form.offer(ROLES, GRADES))


@blueprint.post("/people")
@writes("people", password_again=True)
def create() -> ResponseReturnValue:
    form = NewPersonForm(request.form).offer(ROLES, GRADES)
    if form.validate():
        try:
            made = hiring.hire(form.login.data, form.hired_on.data, said(form), current_user.id)
            return fragments.done(url_for("people.show", person_id=made), _("已建立账号。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("people/new.html", form=form), 422


@blueprint.get("/people/<int:person_id>")
@reads("people")
def show(person_id: int) -> ResponseReturnValue:
    person = roster.one(person_id, clock.today()) or abort(404)
    departure = DepartureForm(data={"last_day": clock.today()})
    return render_template("people/show.html", person=person, labels=ROLES, departure=departure)


@blueprint.get("/people/<int:person_id>/edit")
@writes("people")
def edit(person_id: int) -> ResponseReturnValue:
    person = roster.one(person_id, clock.today()) or abort(404)
    form = PersonForm(data={**vars(person), "since": clock.today()}).offer(ROLES, GRADES)
    return render_template("people/edit.html", form=form, person=person)


@blueprint.post("/people/<int:person_id>")
@writes("people", password_again=True)
def update(person_id: int) -> ResponseReturnValue:
    person = roster.one(person_id, clock.today()) or abort(404)
    form = PersonForm(request.form).offer(ROLES, GRADES)
    if form.validate():
        try:
            hiring.change(person_id, said(form), current_user.id)
            return fragments.done(url_for("people.show", person_id=person_id), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("people/edit.html", form=form, person=person), 422


def said(form: PersonForm) -> Facts:
    team, group = form.team.data or "", form.group.data or ""
    return Facts(form.name.data, form.roles.data, team, group, form.grade.data, form.since.data)
