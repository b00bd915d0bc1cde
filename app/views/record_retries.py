from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.forms.records import RecordForm
from app.http import fragments, words
from app.http.access import reach, writes
from app.rules.people.permissions import WRITE
from app.services.records import settling
from app.services.records.states import PARKED, Looker

blueprint = Blueprint("record_retries", __name__)


@blueprint.post("/records/retries")
@writes("sync_records")
def create() -> ResponseReturnValue:
    """A parked record is carried out by today's rules; pressed twice, it happens once."""
    form = RecordForm(request.form)
    looker = Looker(current_user.id, reach("sync_records", WRITE))
    outcome = settling.retry(form.record.data, looker)
    sentence = words.say(f"record_{outcome.result['status']}", {})
    return fragments.done(url_for("records.index", state=PARKED), sentence)
