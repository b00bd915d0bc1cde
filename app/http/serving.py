"""A process that has answered somebody is serving: nothing is restored under it."""

from flask import Flask

from app.services.backups import in_use


def init_app(app: Flask) -> None:
    if not app.testing:
        app.before_request(in_use.hold)
