import secrets

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http.access import reads
from app.services.exams import listing

blueprint = Blueprint("exams", __name__)


@blueprint.get("/exams")
@reads("exams")
def index() -> ResponseReturnValue:
    """One's own papers: what goes on, what is to be taken, what came of it."""
    found = listing.own(current_user.id)
    return render_template("exams/index.html", found=found, key=secrets.token_hex(16))
