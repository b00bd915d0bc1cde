from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.exports import ExportForm
from app.http import exports, fragments, paging
from app.http.access import reads, writes
from app.services.exports import asking, listing

blueprint = Blueprint("exports", __name__)


@blueprint.get("/exports")
@reads("exports")
def index() -> ResponseReturnValue:
    """What waits for the word of who looks, and below it what there was."""
    page, looker = paging.wanted(), exports.looker()
    found, total = listing.page(looker, page)
    shown = {"exports": found, "waiting": listing.to_decide(looker), "sees_all": looker.approves}
    pages = {"page": page, "pages": paging.pages(total, listing.PER_PAGE), "link": paging.link}
    told = exports.in_words()
    return render_template("exports/index.html", total=total, told=told, **shown, **pages)


@blueprint.get("/exports/new")
@writes("exports", password_again=True)
def new() -> ResponseReturnValue:
    """How many customers, which columns and for whom, with the filters of the list's address."""
    return exports.new(ExportForm(purpose=request.args.get("purpose", "")[:200]))


@blueprint.post("/exports")
@writes("exports", password_again=True)
def create() -> ResponseReturnValue:
    """Asks for the file; few rows are made at once, many wait for a second person."""
    form = ExportForm(request.form)
    if form.validate():
        try:
            said = {"purpose": form.purpose.data, "form": form.form.data}
            number = asking.ask(exports.asked(), **said)
            return fragments.done(url_for("exports.show", export_id=number))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return exports.new(form), 422


@blueprint.get("/exports/<int:export_id>")
@reads("exports")
def show(export_id: int) -> ResponseReturnValue:
    """How far it is; a page that waits asks for the fragment again."""
    one = listing.show(export_id, exports.looker())
    shown = {"one": one, "told": exports.in_words(), "me": current_user.id}
    return fragments.page_or("exports/_export.html", "exports/show.html", **shown)
