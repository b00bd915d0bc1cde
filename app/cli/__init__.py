from flask import Flask

from app.cli import setup


def init_app(app: Flask) -> None:
    app.cli.add_command(setup.setup)
