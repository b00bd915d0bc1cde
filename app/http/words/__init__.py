"""Codes of rules and services in the words of the person who reads them."""

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import format_date

from app import clock
from app.http.words import accounts, claims, failures

SENTENCES = {**accounts.SENTENCES, **claims.SENTENCES, **failures.SENTENCES}


def say(code: str, params: Mapping[str, object]) -> str:
    """The sentence for a code in the language of the request; parameters are put in as text."""
    return str(SENTENCES[code]) % {name: shown(value) for name, value in params.items()}


def shown(value: object) -> object:
    if isinstance(value, Mapping) and "code" in value:
        return say(str(value["code"]), value.get("params") or {})
    if isinstance(value, datetime):
        return value.astimezone(clock.SHANGHAI).strftime("%H:%M")
    if isinstance(value, date):
        return format_date(value, "medium")
    return value
