from dataclasses import dataclass

from sqlalchemy import exists, select

from app.extensions import db
from app.models import Call, HandOut, Lead, Person
from app.services.people import calendar


@dataclass(frozen=True)
class Progress:
    """How far a new team has come on its first day (screens: first day)."""

    calendar: bool
    people: bool
    leads: bool
    handed_out: bool
    called: bool

    @property
    def done(self) -> bool:
        return all((self.people, self.leads, self.handed_out, self.called))


def progress() -> Progress:
    """Which of the first steps are done; each is a look at whether anything of it is there."""
    second = select(Person.id).offset(1).limit(1)
    return Progress(
        calendar=calendar.is_chosen(),
        people=db.session.scalar(second) is not None,
        leads=there(Lead),
        handed_out=there(HandOut),
        called=there(Call),
    )


def there(table: type[Lead] | type[HandOut] | type[Call]) -> bool:
    return bool(db.session.scalar(select(exists(select(table.id)))))
