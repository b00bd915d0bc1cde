"""Settings over time: who said what from which day on (design: settings)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.rules.defaults import DEFAULTS
from app.rules.settings import values
from app.rules.why import Why

COMPANY = "company"


class Said(NamedTuple):
    """A value from a day on; None says nothing, so that the next scope speaks again."""

    key: str
    scope: str
    since: date
    value: Any


Found = Mapping[tuple[str, str], Any]


def held(said: Iterable[Said], day: date) -> dict[tuple[str, str], Any]:
    """What each scope says about each key on a day; `said` in the order of days."""
    return {(one.key, one.scope): one.value for one in said if one.since <= day}


def first(found: Found, key: str, order: Sequence[str]) -> Any:
    """The word of the first scope that has one, else the company's, else the shipped value."""
    for scope in (*order, COMPANY):
        if found.get((key, scope)) is not None:
            return found[key, scope]
    return DEFAULTS[key]


def with_word(said: Iterable[Said], new: Said) -> list[Said]:
    """The same with one more word; of the same scope and day it replaces the earlier one."""
    others = [one for one in said if one[:3] != new[:3]]
    return sorted([*others, new], key=lambda one: one.since)


def without_word(said: Iterable[Said], old: Said) -> list[Said]:
    """The same without one of its words."""
    return [one for one in said if one[:3] != old[:3]]


def is_news(said: Iterable[Said], new: Said) -> bool:
    """Whether a word changes anything on its day; what is said of that very day can be said anew.

    The company repeating the shipped value says nothing new, nor does taking back what was never
    said; a team that fixes for itself what the company has does.
    """
    said = list(said)
    if any(one[:3] == new[:3] for one in said):
        return True
    before, shipped = held(said, new.since).get((new.key, new.scope)), None
    if new.scope == COMPANY:
        shipped = DEFAULTS[new.key]
    now, then = (shipped if value is None else value for value in (before, new.value))
    return bool(now != then)


def first_clash(
    said: Sequence[Said], keys: Sequence[str], scope: str, since: date
) -> tuple[date, Why] | None:
    """The first day from `since` on whose values of these keys do not go together, and why."""
    for day in sorted({since, *(one.since for one in said if one.since > since)}):
        found = held(said, day)
        why = values.clash({key: first(found, key, [scope]) for key in keys})
        if why is not None:
            return day, why
    return None


def refused_since(since: date, today: date, latest: date) -> Why | None:
    """Why a change cannot begin on this day: the past stays as it was, as what was handed out,
    recycled and counted rests on it; None if it can."""
    if since < today:
        return Why("setting_in_the_past", {"day": today})
    return Why("setting_too_far", {"day": latest}) if since > latest else None
