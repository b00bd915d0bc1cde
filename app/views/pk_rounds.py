from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock
from app.errors import RuleBroken
from app.forms.pk import PkRoundForm
from app.http import fragments, pk
from app.http.access import reads, writes
from app.rules.people.permissions import WRITE
from app.services.pay import rounds

blueprint = Blueprint("pk_rounds", __name__)


@blueprint.get("/pk-rounds/<int:round_id>")
@reads("pk")
def show(round_id: int) -> ResponseReturnValue:
    """A round: its terms and roster, how it stands, or how it ended and why."""
    return render_template("pk_rounds/show.html", **pk.page(round_id))


@blueprint.get("/pk-rounds/new")
@writes("pk")
def new() -> ResponseReturnValue:
    form = PkRoundForm()
    form.suggest(clock.today())
    return page(form)


@blueprint.post("/pk-rounds")
@writes("pk")
def create() -> ResponseReturnValue:
    form, who = PkRoundForm(request.form), pk.who(WRITE)
    if offered(form).validate():
        try:
            made = rounds.open_round(form.terms(), form.groups.data or [], form.pair(), who)
            return fragments.done(url_for("pk_rounds.show", round_id=made), _("PK已开。"))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return page(form), 422


def page(form: PkRoundForm) -> str:
    return render_template("pk_rounds/new.html", form=offered(form))


def offered(form: PkRoundForm) -> PkRoundForm:
    known = rounds.choices(pk.who(WRITE))
    return form.offer(known.groups, known.people)
