import hmac
from base64 import b64encode

from app.extensions import db, vault
from app.models import Person


def of(person_id: int) -> str:
    """The 256 bits, in base64, that seal a person's sheet, outbox, answers and texts on his devices
    (sync.md, accounts and privacy).

    They are made anew each time from a key of this machine, so no table holds them and a restored
    backup cannot lose them. `created_at` tells two people apart who had one number before and after
    a restore.
    """
    person = db.session.get_one(Person, person_id)
    facts = f"sheet {person.id} {person.created_at.isoformat()}"
    return b64encode(hmac.digest(vault.sheet_key, facts.encode(), "sha256")).decode()
