"""Codes of rules and services in the words of the person who reads them."""

from collections.abc import Mapping

from app.http.words import accounts, failures

SENTENCES = {**accounts.SENTENCES, **failures.SENTENCES}


def say(code: str, params: Mapping[str, object]) -> str:
    """The sentence for a code in the language of the request; parameters are put in as text."""
    return str(SENTENCES[code]) % {name: shown(value) for name, value in params.items()}


def shown(value: object) -> object:
    if isinstance(value, Mapping) and "code" in value:
        return say(str(value["code"]), value.get("params") or {})
    return value
