"""A signal of early warning as its page shows it: a sentence with its figures, the rows behind them,
the talk, what was done (rules.md §10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import uuid4

from flask import Flask, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.http import access, fragments, language, words
from app.http.words.numbers import percent, plain
from app.rules import signals
from app.rules.measures import periods
from app.rules.signals import falls, silence
from app.services import settings
from app.services.customers.within import Who
from app.services.signals import acting, listing
from app.services.signals.listing import Line

MEASURES = {
    falls.CALLS: ("calls", periods.DAY),
    silence.FIRST_CALL: ("calls", periods.DAY),
    falls.CONNECT_RATE: ("connect_rate", periods.WEEK),
    falls.FOLLOW_UPS: ("follow_up_on_time", periods.WEEK),
    silence.DEAL: ("deals", periods.MONTH),
}


@dataclass(frozen=True)
class Refused:
    """What was typed at which signal, and why it was not taken."""

    id: int
    form: Any


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(signal_told=told, signal_rows=rows, signal_days=days)


def who(action: str = access.READ) -> Who:
    return Who(current_user.id, access.reach("signals", action))


def page(refused: Refused | None = None) -> str:
    lists = listing.of(who(), language.choose())
    context = {"lists": lists, "refused": refused, "looks": looks_at()}
    return render_template("signals/index.html", new_uuid=lambda: str(uuid4()), **context)


def looks_at() -> Mapping[str, Any]:
    """The numbers of today that early warning goes by, for telling people."""
    return {
        key.removeprefix("signals."): value
        for key, value in settings.values(signals.KEYS, clock.today()).items()
    }


def told(line: Line) -> str:
    """The signal in one sentence with the figures that it rests on."""
    said: dict[str, Any] = dict(line.figures)
    said["line"] = said.pop("limit", None)
    if line.code == silence.DEAL and said["last"] is None:
        return words.say("told_no_deal_yet", {**said, "first": day(said["first"])})
    return words.say(f"told_{line.code}", {**said, **PARTS[line.code](said)})


def of_calls(said: Mapping[str, Any]) -> dict[str, object]:
    made = _("、").join(str(n) for _day, n in said["days"])
    numbers = {name: plain(Fraction(said[name])) for name in ("average", "line")}
    return {"n": len(said["days"]), "calls": made, **numbers}


def of_rate(said: Mapping[str, Any]) -> dict[str, object]:
    rates = {name: percent(Fraction(*said[name])) for name in ("now", "was")}
    parts = {f"{name}_parts": "{} / {}".format(*said[name]) for name in ("now", "was")}
    return {**rates, **parts, "line": percent(Fraction(said["line"]))}


def of_windows(said: Mapping[str, Any]) -> dict[str, object]:
    return {"day": day(said["day"]), "windows": _("、").join(said["windows"])}


def of_deals(said: Mapping[str, Any]) -> dict[str, object]:
    return {"last": day(said["last"])}


PARTS = {
    falls.CALLS: of_calls,
    falls.CONNECT_RATE: of_rate,
    falls.FOLLOW_UPS: of_rate,
    silence.FIRST_CALL: of_windows,
    silence.DEAL: of_deals,
}


def day(text: object) -> date:
    return date.fromisoformat(str(text))


def rows(line: Line) -> str:
    """Where the rows behind the figures are listed."""
    last = {silence.FIRST_CALL: "day", silence.DEAL: "first"}.get(line.code, "last")
    on = line.figures["days"][-1][0] if line.code == falls.CALLS else line.figures[last]  # type: ignore[index]
    on = clock.today() if line.code == silence.DEAL else day(on)
    return rows_of(line, on)


def rows_of(line: Line, on: date) -> str:
    measure, kind = MEASURES[line.code]
    period = periods.containing(kind, on).code
    return url_for("figures.show", measure=measure, period=period, by="person", key=line.person_id)


def days(line: Line) -> list[tuple[date, int, str]]:
    """The days that calls were compared on, the last one first, each with its rows."""
    figures: Mapping[str, Any] = line.figures
    known = [*figures.get("before", []), *figures.get("days", [])] if "before" in figures else []
    found = [(day(at), n) for at, n in reversed(known)]
    return [(at, n, rows_of(line, at)) for at, n in found]


def noted(signal_id: int, form: Any, done: str) -> ResponseReturnValue:
    """What was typed at a signal, noted; where it was not taken, the page with it and why."""
    if not form.validate():
        return refused(signal_id, form)
    try:
        acting.note(signal_id, form.step(), who(access.WRITE))
    except RuleBroken as refusal:
        return refused(signal_id, form, refusal)
    return fragments.done(url_for("signals.index"), done)


def refused(signal_id: int, form: Any, refusal: RuleBroken | None = None) -> tuple[str, int]:
    """The page as it is now, with what was typed and why it was not taken."""
    if refusal is not None:
        form.refuse(refusal)
    return page(Refused(signal_id, form)), 422
