from dataclasses import astuple, dataclass

from sqlalchemy import exists, select

from app.extensions import db
from app.models import Call, HandOut, Lead, Person, Script
from app.services import calendar

Table = type[Lead] | type[HandOut] | type[Call] | type[Script]


@dataclass(frozen=True)
class Progress:
    """How far a new team has come on its first day, in the order of the steps (screens: first day)."""

    calendar: bool
    people: bool
    leads: bool
    scripts: bool
    handed_out: bool
    called: bool

    @property
    def done(self) -> bool:
        return all(astuple(self))

    @property
    def begun(self) -> bool:
        """Whether there is anybody to work and anything to work on."""
        return self.people and self.leads

    @property
    def next(self) -> str:
        """The first step that is not done; "" when all are."""
        return next((step for step, done in vars(self).items() if not done), "")


def progress() -> Progress:
    """Which of the first steps are done; each is a look at whether anything of it is there."""
    second = select(Person.id).offset(1).limit(1)
    return Progress(
        calendar=calendar.is_chosen(),
        people=db.session.scalar(second) is not None,
        leads=there(Lead),
        scripts=there(Script),
        handed_out=there(HandOut),
        called=there(Call),
    )


def there(table: Table) -> bool:
    return bool(db.session.scalar(select(exists(select(table.id)))))
