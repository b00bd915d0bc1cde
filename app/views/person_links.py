import segno
from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.http import persons
from app.http.access import writes
from app.rules.people.permissions import WRITE
from app.services.accounts import links

blueprint = Blueprint("person_links", __name__)


@blueprint.post("/people/<int:person_id>/link")
@writes("people", password_again=True)
def create(person_id: int) -> ResponseReturnValue:
    """A one-time link for choosing a password, shown this once, to be handed over."""
    person = persons.within_reach(person_id, WRITE)
    token = links.make(person_id, current_user.id)
    url = url_for("links.show", token=token, _external=True)
    code = segno.make(url).svg_data_uri(scale=5, border=4, light="#fff")
    return render_template("person_links/show.html", person=person, url=url, code=code)
