"""What seals on a device what its person types there, for pages that are written on (sync.md)."""

from flask import Flask
from flask_login import current_user

from app.services.accounts import sheet_key


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(own_key=own_key)


def own_key() -> str:
    return sheet_key.of(current_user.id)
