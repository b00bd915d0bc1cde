from app import clock
from app.extensions import db
from app.models import AuditEntry


def note(action: str, subject: str, actor_id: int | None, **details: object) -> None:
    """Adds an audit row to the transaction that does what it tells (design: safety)."""
    db.session.add(
        AuditEntry(
            at=clock.now(), actor_id=actor_id, action=action, subject=subject, details=details
        )
    )
