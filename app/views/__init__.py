from flask import Flask

from app.views import (
    account,
    confirmations,
    health,
    links,
    passwords,
    revocations,
    setup,
    sign_ins,
)

MODULES = (
    account,
    confirmations,
    health,
    links,
    passwords,
    revocations,
    setup,
    sign_ins,
)


def init_app(app: Flask) -> None:
    for module in MODULES:
        app.register_blueprint(module.blueprint)
