"""The app by a clock that a test sets: the instant stands in a file of the instance folder."""

import os
from datetime import UTC, datetime
from pathlib import Path

from app import clock, create_app

FILE = "now"


class Clock:
    """Sets the time of a server of this module and, while it is `kept`, of the test itself."""

    def __init__(self, instance: Path) -> None:
        self.file = instance / FILE

    def set(self, *when: int) -> None:
        """Year, month, day, hour of a UTC instant."""
        self.file.write_text(datetime(*when, tzinfo=UTC).isoformat())

    def now(self) -> datetime:
        return datetime.fromisoformat(self.file.read_text())


if __name__ == "e2e.later" and os.environ.get("LIANXIAN_LATER"):
    clock.now = Clock(Path(os.environ["LIANXIAN_INSTANCE"])).now
    app = create_app()
