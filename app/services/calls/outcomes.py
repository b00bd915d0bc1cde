"""What the outcomes of calls are called, as the setting says today (rules.md §3)."""

from app import clock
from app.rules.calls.dispositions import dispositions
from app.services import settings


def labels() -> dict[str, str]:
    """Labels by code; Chinese, and the message ids of their translations."""
    chosen = settings.values(["calls.dispositions"], clock.today())
    return {code: one.label for code, one in dispositions(chosen).items()}
