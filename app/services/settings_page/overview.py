"""The numbers of the house as people read them: what holds, since when, why, and who said so."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, Setting, Team
from app.rules.defaults import DEFAULTS
from app.rules.settings.catalogue import COMPANY, ITEMS, SECTIONS, Item


@dataclass(frozen=True)
class Word:
    """What somebody said: a value from a day on, of the company or of `whose` own; a value of
    None takes the scope's word back."""

    id: int
    key: str
    scope: str
    since: date
    value: Any
    note: str
    set_at: datetime
    by: str | None
    whose: str = ""


@dataclass(frozen=True)
class Shown:
    """A setting today: its value, who said so (nobody: as shipped), what is said for later, and
    where a team or person has one of its own, now or later."""

    item: Item
    value: Any
    said: Word | None
    later: list[Word] = field(default_factory=list)
    own: list[Word] = field(default_factory=list)

    @property
    def shipped(self) -> Any:
        return DEFAULTS[self.item.key]

    def said_to(self, scope: str | None) -> tuple[Any, str]:
        """What holds for a scope now, for a change of it: its own, else the company's."""
        own = {one.scope: one.value for one in self.own}
        return own.get(scope or "", self.value), scope or self.item.first_scope


def index() -> dict[str, list[Shown]]:
    """All settings by section (design: settings); the number of queries is fixed."""
    words = by_key(read(list(ITEMS)))
    day = clock.today()
    return {
        section: [shown(item, words[item.key], day) for item in items]
        for section, items in SECTIONS.items()
    }


def show(name: str) -> tuple[Shown, list[Word]]:
    """A setting and everything ever said of it, the latest first. Raises RuleBroken("missing")."""
    item = item_of(name)
    words = read([name])
    return shown(item, words, clock.today()), words[::-1]


def item_of(name: str) -> Item:
    """Raises RuleBroken("missing")."""
    if name not in ITEMS:
        raise RuleBroken("missing")
    return ITEMS[name]


def read(keys: Collection[str]) -> list[Word]:
    """What was said of these keys, in the order of days."""
    query = (
        select(Setting, Person.name)
        .outerjoin(Person, Person.id == Setting.set_by_id)
        .where(Setting.key.in_(keys))
        .order_by(Setting.since, Setting.id)
    )
    found = db.session.execute(query).all()
    names = names_of({row.scope for row, _ in found})
    return [word(row, by, names) for row, by in found]


def word(row: Setting, by: str | None, names: dict[str, str]) -> Word:
    about = (row.id, row.key, row.scope, row.since, row.value, row.note, row.set_at)
    return Word(*about, by, names.get(row.scope, ""))


def names_of(scopes: Iterable[str]) -> dict[str, str]:
    """What the teams and people of these scopes are called."""
    ids: dict[str, list[int]] = defaultdict(list)
    for scope in scopes:
        kind, _, number = scope.partition(":")
        if number:
            ids[kind].append(int(number))
    found: dict[str, str] = {}
    for kind, table in (("team", Team), ("person", Person)):
        if ids[kind]:
            rows = db.session.execute(select(table.id, table.name).where(table.id.in_(ids[kind])))
            found |= {f"{kind}:{number}": name for number, name in rows}
    return found


def by_key(words: Sequence[Word]) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = defaultdict(list)
    for one in words:
        found[one.key].append(one)
    return found


def shown(item: Item, words: Sequence[Word], day: date) -> Shown:
    """A setting as of a day, from all that was said of it in the order of days."""
    now = {one.scope: one for one in words if one.since <= day}
    company = now.pop(COMPANY, None)
    said = company if company and company.value is not None else None
    later = [one for one in words if one.since > day]
    own = [one for one in now.values() if one.value is not None]
    return Shown(item, said.value if said else DEFAULTS[item.key], said, later, own)
