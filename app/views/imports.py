from contextlib import closing

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import CombinedMultiDict

from app.errors import RuleBroken
from app.forms.imports import TermsForm, UploadForm
from app.http import access, fragments, paging
from app.http.access import reads, writes
from app.rules.imports.kinds import KINDS
from app.rules.people.permissions import WRITE
from app.services.imports import desk, reports
from app.services.imports.limits import MOST_BYTES

blueprint = Blueprint("imports", __name__)


@blueprint.get("/imports")
@reads("imports")
def index() -> ResponseReturnValue:
    page = paging.wanted()
    runs, total = reports.recent(page)
    shown = {"runs": runs, "page": page, "pages": pages_of(total), "total": total, "link": link}
    return render_template("imports/index.html", **shown)


@blueprint.get("/imports/new")
@writes("imports")
def new() -> ResponseReturnValue:
    return render_template("imports/new.html", form=upload_form())


@blueprint.post("/imports")
@writes("imports")
def create() -> ResponseReturnValue:
    """Takes a file in and shows how it would be read; nothing is brought in yet."""
    request.max_content_length = MOST_BYTES + 64 * 1024
    form = upload_form()
    if form.validate():
        try:
            with closing(form.file.data) as file:
                name, what = file.filename, form.what.data
                import_id = desk.receive(file.stream, name, what, current_user.id)
            return fragments.done(url_for("imports.edit", import_id=import_id))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("imports/new.html", form=form), 422


@blueprint.get("/imports/<int:import_id>")
@reads("imports")
def show(import_id: int) -> ResponseReturnValue:
    """How far an import is, or what came of it; a page that waits asks for the fragment again."""
    run = reports.show(import_id)
    page = paging.wanted()
    rows = list(reports.rejected(import_id, page)) if not run.going else []
    shown = {"run": run, "rows": rows, "page": page, "pages": pages_of(run.rejected), "link": link}
    return fragments.page_or("imports/_run.html", "imports/show.html", **shown)


@blueprint.get("/imports/<int:import_id>/edit")
@writes("imports")
def edit(import_id: int) -> ResponseReturnValue:
    draft = desk.draft(import_id)
    terms = {"kind": draft.terms.kind, "source": draft.terms.source}
    form = TermsForm(heading_row=draft.terms.layout.heading_row, **terms)
    return render_template("imports/edit.html", draft=draft, form=form, run=reports.show(import_id))


@blueprint.post("/imports/<int:import_id>")
@writes("imports")
def update(import_id: int) -> ResponseReturnValue:
    """Takes over what was corrected and shows again what would come of it."""
    form, sheet = TermsForm(request.form), request.form.get("sheet", "")
    form.check()
    if sheet and sheet != desk.draft(import_id).sheet.file:
        desk.change_sheet(import_id, sheet)
    else:
        desk.change(import_id, fields=request.form.getlist("field"), **form.data)
    return fragments.done(url_for("imports.edit", import_id=import_id))


@blueprint.post("/imports/<int:import_id>/removal")
@writes("imports")
def delete(import_id: int) -> ResponseReturnValue:
    desk.discard(import_id)
    return fragments.done(url_for("imports.index"), _("已放弃这个文件,什么也没有导入。"))


def upload_form() -> UploadForm:
    """With the kinds of file that this person may bring in."""
    posted = CombinedMultiDict([request.files, request.form])
    form = UploadForm(posted, what=request.args.get("what"))
    form.allow(name for name, kind in KINDS.items() if access.can(kind.resource, WRITE))
    return form


def pages_of(total: int) -> int:
    return -(-total // reports.PER_PAGE)


def link(page: int) -> str:
    return f"{request.path}?page={page}"
