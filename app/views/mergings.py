from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import RuleBroken
from app.forms.mergings import MergingForm
from app.http import customers, fragments
from app.http.access import writes
from app.rules.numbers import key
from app.rules.people.permissions import WRITE
from app.services.merging import comparing, merge

blueprint = Blueprint("mergings", __name__)


@blueprint.get("/leads/<int:lead_id>/mergings/new")
@writes("clashes")
def new(lead_id: int) -> ResponseReturnValue:
    """Two customers side by side; without a second one, a place to look for it."""
    return page(lead_id, MergingForm())


@blueprint.post("/leads/<int:lead_id>/mergings")
@writes("clashes")
def create(lead_id: int) -> ResponseReturnValue:
    form, who = MergingForm(request.form), customers.who(WRITE, "clashes")
    two = comparing.two(lead_id, with_whom(), who) or abort(404)
    form.offer(two, two.other or abort(404))
    if form.validate():
        try:
            kept = merge.merge(form.seen(lead_id, with_whom()), who, form.reason.data)
            return fragments.done(url_for("leads.show", lead_id=kept), _("已合并,一条不丢。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(lead_id, form), 422


def with_whom() -> int:
    return request.values.get("with", 0, key)


def page(lead_id: int, form: MergingForm) -> str:
    who, asked = customers.who(WRITE, "clashes"), request.args.get("q", "").strip()[:100]
    two = comparing.two(lead_id, with_whom(), who)
    if two is None:
        abort(404)
    if two.other is None:
        found = comparing.others(lead_id, who, asked) if asked else comparing.likely(lead_id, who)
        return render_template("mergings/finding.html", lead=two.one, q=asked, found=found)
    form.offer(two, two.other)
    return render_template("mergings/new.html", two=two, form=form)
