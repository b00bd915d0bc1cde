from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.forms.deal_files import PaperForm
from app.http import customers, downloads, fragments
from app.http import deal_files as sheets
from app.http.access import reads, writes
from app.rules.people.permissions import WRITE
from app.services.deals import files

blueprint = Blueprint("deal_files", __name__)


@blueprint.post("/deal-files")
@writes("deals")
def create() -> ResponseReturnValue:
    """A quote or contract as a file, on a deal or on a quote before it."""
    form = PaperForm(sheets.posted())
    form.check()
    who, on = customers.who(WRITE, "deals"), form.subject()
    files.add(on, form.kind.data, sheets.on_shelf(form.file.data), who)
    return fragments.done(sheets.address(on), _("文件已存好。"))


@blueprint.get("/deal-files/<int:file_id>")
@reads("deals")
def show(file_id: int) -> ResponseReturnValue:
    """The file, to be saved and not to be opened by the browser."""
    found = files.find(file_id, customers.who(resource="deals")) or abort(404)
    path, name = found
    return downloads.file(path, name) if path.is_file() else abort(404)
