from flask import Flask

from app.views import (
    account,
    calls,
    claims,
    confirmations,
    health,
    links,
    passwords,
    pwa,
    revocations,
    setup,
    sheet,
    sign_ins,
    sync,
    today,
)

MODULES = (
    account,
    calls,
    claims,
    confirmations,
    health,
    links,
    passwords,
    pwa,
    revocations,
    setup,
    sheet,
    sign_ins,
    sync,
    today,
)


def init_app(app: Flask) -> None:
    for module in MODULES:
        app.register_blueprint(module.blueprint)
