from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.extensions import db
from app.http.access import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def show() -> ResponseReturnValue:
    db.session.execute(text("SELECT 1"))
    return {"ok": True}
