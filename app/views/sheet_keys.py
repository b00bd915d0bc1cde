from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http.access import reads
from app.services.accounts import sheet_key

blueprint = Blueprint("sheet_keys", __name__)


@blueprint.get("/sheet/key")
@reads("account")
def show() -> ResponseReturnValue:
    """What opens the signed-in person's own sheet and outbox on a device, and what else he typed
    there (sync.md, privacy)."""
    return {"proto": 1, "user": current_user.id, "key": sheet_key.of(current_user.id)}
