from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.forms.imports import TermsForm
from app.http import access, fragments
from app.http.access import Policy, writes
from app.rules.imports.kinds import KINDS
from app.rules.people.permissions import WRITE
from app.services.imports import desk, reports, work

blueprint = Blueprint("import_starts", __name__)


@blueprint.post("/imports/<int:import_id>/start")
@writes("imports")
def create(import_id: int) -> ResponseReturnValue:
    """Brings the file in as the form says, beside the web server; goes on where one stopped."""
    run = reports.show(import_id)
    access.check(Policy(KINDS[run.kind].resource, WRITE))
    if run.state == "uploaded":
        form = TermsForm(request.form)
        form.check()
        desk.change(import_id, fields=request.form.getlist("field"), **form.data)
    access.check(Policy("imports", WRITE, password_again=run.kind == "people"))
    work.start(import_id)
    return fragments.done(url_for("imports.show", import_id=import_id))
