from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.questions import QuestionForm
from app.http import fragments, paging, questions
from app.http.access import reads, writes
from app.rules.exams.question import KINDS, MODULES
from app.services.questions import editing, listing

blueprint = Blueprint("questions", __name__)


@blueprint.get("/questions")
@reads("questions")
def index() -> ResponseReturnValue:
    """The questions in use, or those that are out, as the address asks for them."""
    page, asked = paging.wanted(), questions.wanted()
    found, total = listing.page_of(asked, page)
    pages = {"page": page, "pages": paging.pages(total, listing.PER_PAGE), "link": paging.link}
    lists = {"tags": listing.tags(), "kinds": KINDS, "modules": MODULES}
    shown = {"found": found, "total": total, "wanted": asked}
    return render_template("questions/index.html", **shown, **pages, **lists)


@blueprint.get("/questions/<int:question_id>")
@reads("questions")
def show(question_id: int) -> ResponseReturnValue:
    """What it says, and all that it said before."""
    return render_template("questions/show.html", versions=listing.versions(question_id))


@blueprint.get("/questions/new")
@writes("questions")
def new() -> ResponseReturnValue:
    shown = {"form": QuestionForm(), "kind": questions.kind(), "kinds": KINDS}
    return render_template("questions/new.html", **shown)


@blueprint.post("/questions")
@writes("questions")
def create() -> ResponseReturnValue:
    form, kind = QuestionForm(request.form), questions.kind()
    if form.validate():
        try:
            number = editing.create(form.question(kind), current_user.id)
            return fragments.done(url_for("questions.show", question_id=number), _("已存入题库。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("questions/new.html", form=form, kind=kind, kinds=KINDS), 422


@blueprint.get("/questions/<int:question_id>/edit")
@writes("questions")
def edit(question_id: int) -> ResponseReturnValue:
    form, last = QuestionForm(), listing.versions(question_id)[0]
    form.fill(last.said, last.version.number)
    return render_template("questions/edit.html", form=form, one=last.row)


@blueprint.post("/questions/<int:question_id>")
@writes("questions")
def update(question_id: int) -> ResponseReturnValue:
    form, last = QuestionForm(request.form), listing.versions(question_id)[0]
    if form.validate():
        try:
            new = form.question(last.row.kind)
            editing.change(question_id, new, form.version.data or 0, current_user.id)
            return fragments.done(url_for("questions.show", question_id=question_id), _("已保存。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
            form.see_version(last.version.number)
    return render_template("questions/edit.html", form=form, one=last.row), 422
