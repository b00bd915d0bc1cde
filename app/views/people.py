from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.forms.people import NewPersonForm, PersonForm
from app.http import access, fragments, persons
from app.http.access import reads, writes
from app.http.words.people import GRADES, ROLES
from app.rules.people.permissions import WRITE
from app.services.people import hiring, history, lineup, records, roster, working_days
from app.services.people.hiring import Facts
from app.services.people.roster import Entry

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@reads("people")
def index() -> ResponseReturnValue:
    today, reach = clock.today(), access.reach("people")
    asked = {name: request.args.get(name, "")[:100] for name in ("q", "gone", "sort")}
    gone = asked["gone"] == "1"
    everybody = roster.roster(today, with_gone=gone, by_id=current_user.id, reach=reach)
    found = roster.in_order(roster.matching(everybody, asked["q"]), asked["sort"])
    works = working_days.around(today).is_working(today)
    shown = {"people": found, "everybody": everybody, "asked": asked, "works": works}
    return render_template("people/index.html", **shown)


@blueprint.get("/people/new")
@writes("people", password_again=True)
def new() -> ResponseReturnValue:
    form = NewPersonForm(data={"hired_on": clock.today(), "roles": ["rep"]})
    return page("people/new.html", form)


@blueprint.post("/people")
@writes("people", password_again=True)
def create() -> ResponseReturnValue:
    form = offered(NewPersonForm(request.form))
    if form.validate():
        try:
            hired_on, roles = form.hired_on.data, form.roles.data
            made = hiring.hire(form.login.data, hired_on, said(form, roles), current_user.id)
            return fragments.done(url_for("people.show", person_id=made), _("已建立账号。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page("people/new.html", form), 422


@blueprint.get("/people/<int:person_id>")
@reads("people")
def show(person_id: int) -> ResponseReturnValue:
    person = persons.within_reach(person_id)
    past = history.of(person_id, with_pay=access.can("pay_grades"))
    return render_template("people/show.html", person=person, past=past)


@blueprint.get("/people/<int:person_id>/edit")
@writes("people", password_again=True)
def edit(person_id: int) -> ResponseReturnValue:
    person = persons.within_reach(person_id, WRITE)
    form = PersonForm(data={**vars(person), "since": clock.today()})
    form.see(records.revision(person_id))
    return page("people/edit.html", form, person)


@blueprint.post("/people/<int:person_id>")
@writes("people", password_again=True)
def update(person_id: int) -> ResponseReturnValue:
    person = persons.within_reach(person_id, WRITE)
    form = offered(PersonForm(request.form), person)
    if form.validate():
        try:
            roles = form.roles.data if form.roles else person.roles
            hiring.change(person_id, said(form, roles), current_user.id, form.seen.data)
            return fragments.done(url_for("people.show", person_id=person_id), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
            if refusal.code == "person_changed":
                form.see(records.revision(person_id))
    return page("people/edit.html", form, person), 422


def page(template: str, form: PersonForm, person: Entry | None = None) -> str:
    teams, groups = lineup.names()
    form = offered(form, person)
    return render_template(template, form=form, person=person, teams=teams, groups=groups)


def offered(form: PersonForm, person: Entry | None = None) -> PersonForm:
    """Nobody is offered his own roles, nor a grade when he sees no pay."""
    if form.grade and not access.can("pay_grades", WRITE):
        del form.grade
    if form.roles and person and person.id == current_user.id:
        del form.roles
    form.offer(ROLES, GRADES)
    return form


def said(form: PersonForm, roles: list[str] | tuple[str, ...]) -> Facts:
    return Facts(
        name=form.name.data,
        roles=roles,
        team=form.team.data,
        group=form.group.data,
        grade=form.grade.data if form.grade else "",
        since=form.since.data if form.since else form.hired_on.data,
        login=form.login.data,
    )
