"""One module a resource, each with its blueprint."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask


def init_app(app: Flask) -> None:
    for found in iter_modules(__path__):
        app.register_blueprint(import_module(f"{__name__}.{found.name}").blueprint)
