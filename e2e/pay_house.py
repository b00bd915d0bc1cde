"""A small house with a month to pay, on a server whose clock the test sets."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from app import clock
from app.extensions import db
from app.models import Person
from app.services.accounts import passwords
from app.services.transaction import write
from e2e import people
from e2e.later import Clock
from e2e.server import Server
from tests.services.pay.conftest import House


class PayHouse:
    """Alice, Bob, their supervisor, a manager, the owner and finance; October is over."""

    def __init__(self, server: Server) -> None:
        self.clock = Clock(server.instance)
        self.clock.set(2026, 11, 2, 2)
        self.server = server
        self.server.environment["LIANXIAN_LATER"] = "1"
        self.app: Flask = self.server.app()
        with self.here():
            self.house = House()
            self.ids = {
                name: getattr(self.house, name).id for name in ("alice", "bob", "boss", "owner")
            } | {"finance": self.house.finance.id}
            self.give_passwords()

    @contextmanager
    def here(self) -> Iterator[None]:
        """In the house's own database, at its time."""
        with pytest.MonkeyPatch.context() as patch, self.app.app_context():
            patch.setattr(clock, "now", self.clock.now)
            if hasattr(self, "house"):
                db.session.add_all(
                    one for one in vars(self.house).values() if not isinstance(one, int)
                )
            yield
            db.session.remove()

    def give_passwords(self) -> None:
        with write() as session:
            for number in self.ids.values():
                passwords.set_password(session.get_one(Person, number), people.PASSWORD)

    def cookie(self, name: str) -> str:
        with self.here():
            return people.session_of(self.ids[name])
