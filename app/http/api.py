"""What machines say and are told (rules.md §2.2, on arrival)."""

import json
import shlex
from collections.abc import Mapping

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from app.errors import RuleBroken
from app.http import words
from app.rules.why import Why
from app.services.arrivals.receiving import Answer

LARGEST = 32 * 1024
STATUSES = {
    "platform_lead_malformed": 400,
    "source_token_unknown": 401,
    "platform_id_taken": 409,
    "platform_lead_too_large": 413,
    "platform_lead_no_json": 415,
    "platform_lead_unusable": 422,
}


def token() -> str:
    """The bearer token of the request, or nothing."""
    said = request.authorization
    return said.token or "" if said is not None and said.type == "bearer" else ""


def body() -> object:
    """The request's JSON. Raises RuleBroken with one of the codes above."""
    if request.mimetype != "application/json":
        raise RuleBroken("platform_lead_no_json")
    request.max_content_length = LARGEST
    try:
        return json.loads(request.get_data())
    except RequestEntityTooLarge as refusal:
        raise RuleBroken("platform_lead_too_large", kilobytes=LARGEST // 1024) from refusal
    except (ValueError, RecursionError) as refusal:
        raise RuleBroken("platform_lead_malformed") from refusal


def answered(answer: Answer) -> ResponseReturnValue:
    return jsonify(id=answer.id, state=answer.state), 200 if answer.again else 201


def refused(refusal: RuleBroken) -> ResponseReturnValue:
    """The code for a machine and the sentence for who set it up, in the language he accepts."""
    wrong: Mapping[str, Why] = refusal.params.get("fields", {})  # type: ignore[assignment]
    told = {"error": refusal.code, "message": words.say(refusal.code, refusal.params)}
    fields = {name: field(why) for name, why in wrong.items()}
    answer = jsonify(told | {"fields": fields} if fields else told)
    answer.status_code = STATUSES[refusal.code]
    if answer.status_code == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def example(token: str) -> str:
    """A command that brings one lead in, for whoever sets a platform up."""
    lead = {"id": "test-1", "phone": "13800138000", "name": "王秀英", "note": "试一条"}
    headers = (f"Authorization: Bearer {token}", "Content-Type: application/json")
    parts = [
        f"curl {shlex.quote(url_for('api_leads.create', _external=True))}",
        *(f"-H {shlex.quote(header)}" for header in headers),
        f"-d {shlex.quote(json.dumps(lead, ensure_ascii=False))}",
    ]
    return " \\\n  ".join(parts)


def field(why: Why) -> dict[str, str]:
    return {"error": why.code, "message": words.say(why.code, why.params)}
