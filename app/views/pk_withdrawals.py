from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.http import fragments, pk
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.pay import rounds

blueprint = Blueprint("pk_withdrawals", __name__)


@blueprint.post("/pk-rounds/<int:round_id>/withdrawal")
@writes("pk")
def create(round_id: int) -> ResponseReturnValue:
    """A round that is not played after all, before its first day."""
    rounds.withdraw(round_id, pk.who(WRITE))
    return fragments.done(url_for("pk.index"), _("PK已撤回。"))
