"""What the app is built on, one of each: database, sign-in, languages, keys, and the queue."""

import json
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from flask_babel import Babel
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Engine, Integer, MetaData, event
from sqlalchemy.orm import DeclarativeBase, registry

from app.extensions import connections
from app.extensions.jobs import Queue

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={int: BigInteger().with_variant(Integer, "sqlite")},
    )


def as_json(value: object) -> str:
    """JSON for a column: reasons hold days and instants, which are kept as ISO text."""
    return json.dumps(value, default=str)


db = SQLAlchemy(model_class=Base, engine_options={"json_serializer": as_json})
login_manager = LoginManager()
migrate = Migrate()
babel = Babel()


class Vault:
    """What services need of this machine: its folder, its keys, the strength of hashing."""

    folder: Path
    do_not_call_key: bytes
    sheet_key: bytes
    passwords: PasswordHasher

    def init_app(self, app: Flask) -> None:
        self.folder = app.config["INSTANCE"]
        self.do_not_call_key = app.config["DO_NOT_CALL_KEY"].encode()
        self.sheet_key = app.config["SHEET_KEY"].encode()
        self.passwords = PasswordHasher(**app.config["ARGON2"])


vault = Vault()
queue = Queue()
event.listen(Engine, "connect", connections.set_up)
event.listen(Engine, "begin", connections.begin)
