from collections.abc import Iterator

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.http import downloads, filters
from app.http.access import reads
from app.services.imports import reports

blueprint = Blueprint("import_reports", __name__)


@blueprint.get("/imports/<int:import_id>/report.<ending>")
@reads("imports")
def show(import_id: int, ending: str) -> ResponseReturnValue:
    """The rejected rows to take away, to be mended and brought in again."""
    if ending not in downloads.MIME:
        abort(404)
    headings = [_("行号"), _("原因"), *reports.headings(import_id)]
    name = _("导入%(n)s-未导入的行", n=import_id)
    return downloads.table(f"{name}.{ending}", headings, rows_of(import_id))


def rows_of(import_id: int) -> Iterator[list[str]]:
    for one in reports.rejected(import_id):
        yield [str(one.row), filters.say(one.reason), *one.cells]
