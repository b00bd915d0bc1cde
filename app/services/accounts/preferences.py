from app.extensions import db
from app.models import Person
from app.services.transaction import write


def keep(person_id: int, *, language: str, theme: str) -> None:
    with write():
        person = db.session.get_one(Person, person_id)
        person.language = language
        person.theme = theme
