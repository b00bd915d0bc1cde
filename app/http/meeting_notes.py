"""What the script of a note is told (rules.md §9)."""

from flask import abort, jsonify, make_response, request
from flask.typing import ResponseReturnValue

from app.errors import RuleBroken
from app.http import wire, words
from app.services.meetings.notes import Head, Kept

STATUSES = {"missing": 404, "meeting_not_open": 409}


def by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def told(kept: Kept) -> ResponseReturnValue:
    return jsonify(proto=1, state=kept.state, base=kept.id, others=[head(x) for x in kept.others])


def head(one: Head) -> dict[str, object]:
    return {"id": one.id, "text": one.text, "by": one.by, "at": words.moment(one.at)}


def refused(refusal: RuleBroken) -> ResponseReturnValue:
    """Why not, to the script in words; to a form as the page of refusals."""
    if not by_script():
        if refusal.code == "missing":
            abort(404)
        raise refusal
    if refusal.code == wire.OTHER_USER:
        return wire.refused(409, refusal.code)
    said = jsonify(proto=1, state="refused", message=words.say(refusal.code, refusal.params))
    return make_response(said, STATUSES.get(refusal.code, 422))
