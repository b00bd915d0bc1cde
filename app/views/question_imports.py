from contextlib import closing

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import CombinedMultiDict

from app.errors import RuleBroken
from app.forms.questions import PaperForm, ReadingForm
from app.http import fragments, paging, question_imports
from app.http.access import reads, writes
from app.services.imports.limits import MOST_BYTES
from app.services.questions import desk

blueprint = Blueprint("question_imports", __name__)


@blueprint.get("/question-imports")
@reads("questions")
def index() -> ResponseReturnValue:
    page = paging.wanted()
    found, total = desk.recent(page)
    pages = {"page": page, "pages": paging.pages(total, desk.PER_PAGE), "link": paging.link}
    return render_template("question_imports/index.html", found=found, total=total, **pages)


@blueprint.get("/question-imports/new")
@writes("questions")
def new() -> ResponseReturnValue:
    return render_template("question_imports/new.html", form=PaperForm())


@blueprint.post("/question-imports")
@writes("questions")
def create() -> ResponseReturnValue:
    """Takes a paper in and shows how it is understood; nothing is in the bank yet."""
    request.max_content_length = request.max_form_memory_size = MOST_BYTES + 64 * 1024
    form = PaperForm(CombinedMultiDict([request.files, request.form]))
    try:
        form.check()
        number = received(form)
        return fragments.done(url_for("question_imports.show", paper_id=number))
    except RuleBroken as refusal:
        form.refuse(refusal)
    return render_template("question_imports/new.html", form=form), 422


def received(form: PaperForm) -> int:
    about = {"terms": form.terms(), "by_id": current_user.id}
    if not getattr(form.file.data, "filename", ""):
        return desk.receive_text(form.text.data, form.format.data or None, **about)
    with closing(form.file.data) as file:
        return desk.receive(file.stream, file.filename, form.format.data or None, **about)


@blueprint.get("/question-imports/<int:paper_id>")
@reads("questions")
def show(paper_id: int) -> ResponseReturnValue:
    """Before it is kept: lines and what they say, side by side. Afterwards: what came of it."""
    row = desk.get(paper_id)
    if row.kept_at is not None:
        return render_template("question_imports/kept.html", row=row)
    form = ReadingForm(format=row.format, module=row.module, tags="、".join(row.tags))
    return question_imports.shown(row, form)


@blueprint.post("/question-imports/<int:paper_id>")
@writes("questions")
def update(paper_id: int) -> ResponseReturnValue:
    """The same paper, read in another way."""
    form, row = ReadingForm(request.form), desk.waiting(paper_id)
    if form.validate():
        try:
            desk.change(paper_id, form.format.data, form.terms())
            return fragments.done(url_for("question_imports.show", paper_id=paper_id))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return question_imports.shown(row, form), 422


@blueprint.post("/question-imports/<int:paper_id>/removal")
@writes("questions")
def delete(paper_id: int) -> ResponseReturnValue:
    desk.discard(paper_id)
    return fragments.done(url_for("question_imports.index"), _("已放弃这份试卷,什么也没有存入。"))
