from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.errors import RuleBroken
from app.forms.people import DepartureForm
from app.http import fragments
from app.http.access import writes
from app.services.leads import leaving

blueprint = Blueprint("departures", __name__)


@blueprint.post("/people/<int:person_id>/departure")
@writes("people", password_again=True)
def create(person_id: int) -> ResponseReturnValue:
    """Somebody leaves: the account ends, his leads go back to the pool the same day."""
    form = DepartureForm(request.form)
    if not form.validate():
        raise RuleBroken("presence_range")
    returned = leaving.depart(person_id, form.last_day.data, current_user.id)
    message = _("已记下离职,%(n)s 条资源回到公海。", n=returned)
    return fragments.done(url_for("people.show", person_id=person_id), message)
