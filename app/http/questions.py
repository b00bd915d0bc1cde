"""The filters of the question bank as they stand in its address."""

from urllib.parse import urlencode

from flask import request

from app.rules.exams.question import KINDS, MODULES
from app.services.questions.listing import RETIRED, Wanted

ALLOWED = {"module": ("none", *MODULES), "kind": KINDS, "state": (RETIRED,)}
LONGEST = 100


def wanted() -> Wanted:
    """What the address asks for; what nobody knows is not asked for."""
    asked = {name: request.args.get(name, "") for name in ALLOWED}
    known = {name: value for name, value in asked.items() if value in ALLOWED[name]}
    return Wanted(q=text("q"), tag=text("tag"), **known)


def text(name: str) -> str:
    return request.args.get(name, "").replace("\0", "").strip()[:LONGEST]


def kind() -> str:
    """The kind that a new question is to be."""
    said = request.args.get("kind", "")
    return said if said in KINDS else KINDS[0]


def only(state: str) -> str:
    """The address as it is, with the lines of a paper in one state alone."""
    return f"{request.path}?{urlencode({'only': state})}" if state else request.path
