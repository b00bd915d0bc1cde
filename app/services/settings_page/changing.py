from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Setting
from app.rules.settings import timeline, values
from app.rules.settings.catalogue import Item
from app.rules.settings.timeline import Said
from app.rules.why import Why
from app.services import audit, server_state, settings
from app.services.measures import histories
from app.services.settings_page import scopes
from app.services.settings_page.overview import item_of
from app.services.transaction import write

A_YEAR = timedelta(days=366)


def change(name: str, value: Any, *, scope: str, since: date, note: str, by_id: int | None) -> None:
    """A setting of the company, a team or a person from a day on; None takes that scope's word
    back, so that the company's or the shipped value holds again (design: settings).

    Raises RuleBroken: "missing", "setting_scope", a value that cannot be ("setting_range",
    "setting_span_backwards", …) or does not go with the others from that day on
    ("setting_clash"), "setting_in_the_past" | "setting_too_far", "setting_no_news".
    """
    item, said = item_of(name), Said(name, scope, since, value)
    with write() as session:
        server_state.renew(server_state.RULES)  # two who change settings go one after the other
        session.flush()
        refuse(unsayable(item, said))
        check_news(said)
        check_together(timeline.with_word(said_of(values.related(name)), kept(item, said)), said)
        settings.put(
            name, kept(item, said).value, since=since, actor_id=by_id, scope=scope, note=note
        )
        if name == histories.HOURS:
            histories.days_changed(since)


def remove(name: str, row_id: int, by_id: int | None) -> None:
    """Takes back what was to hold from a day on that has not come yet.

    Raises RuleBroken("missing" | "setting_begun" | "setting_clash").
    """
    with write() as session:
        server_state.renew(server_state.RULES)
        session.flush()
        row = session.get(Setting, row_id)
        if row is None or row.key != item_of(name).key:
            raise RuleBroken("missing")
        if row.since <= clock.today():
            raise RuleBroken("setting_begun")
        said = Said(row.key, row.scope, row.since, row.value)
        check_together(timeline.without_word(said_of(values.related(name)), said), said)
        told = {"scope": row.scope, "since": row.since.isoformat(), "value": row.value}
        audit.note("setting_removed", f"setting:{name}", by_id, **told, note=row.note)
        session.delete(row)


def unsayable(item: Item, said: Said) -> Why | None:
    """Why this cannot be said at all, whatever else is set; None if it can."""
    if said.scope not in dict(scopes.of(item)):
        return Why("setting_scope", {})
    today = clock.today()
    refused = timeline.refused_since(said.since, today, today + A_YEAR)
    if refused or said.value is None:
        return refused
    return values.refusal(item, said.value)


def refuse(why: Why | None) -> None:
    if why is not None:
        raise RuleBroken(why.code, **why.params)


def kept(item: Item, said: Said) -> Said:
    return said if said.value is None else said._replace(value=values.kept(item, said.value))


def check_news(said: Said) -> None:
    if not timeline.is_news(said_of([said.key]), said):
        raise RuleBroken("setting_no_news")


def check_together(words: list[Said], changed: Said) -> None:
    keys = values.related(changed.key)
    found = timeline.first_clash(words, keys, changed.scope, changed.since)
    if found is not None:
        day, why = found
        raise RuleBroken("setting_clash", day=day, why=why.as_json())


def said_of(keys: list[str] | tuple[str, ...]) -> list[Said]:
    query = select(Setting.key, Setting.scope, Setting.since, Setting.value)
    rows = db.session.execute(query.where(Setting.key.in_(keys)).order_by(Setting.since))
    return [Said(*row) for row in rows]
