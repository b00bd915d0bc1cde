from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.reasons import ReasonForm
from app.http import customers, fragments
from app.http import deal_files as sheets
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.deals import files

blueprint = Blueprint("deal_file_withdrawals", __name__)


@blueprint.get("/deal-files/<int:file_id>/withdrawal/new")
@writes("deals")
def new(file_id: int) -> ResponseReturnValue:
    """A file that is not to count any more; it stays to be read, with the reason."""
    return page(file_id, ReasonForm())


@blueprint.post("/deal-files/<int:file_id>/withdrawal")
@writes("deals")
def create(file_id: int) -> ResponseReturnValue:
    form = ReasonForm(request.form)
    if form.validate():
        try:
            on = files.withdraw(file_id, customers.who(WRITE, "deals"), form.reason.data)
            return fragments.done(sheets.address(on), _("已作废。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(file_id, form), 422


def page(file_id: int, form: ReasonForm) -> str:
    found = files.one(file_id, customers.who(WRITE, "deals")) or abort(404)
    paper, on = found
    context = {"form": form, "paper": paper, "back": sheets.address(on)}
    return render_template("deal_file_withdrawals/new.html", **context)
