from flask import Flask

from app.cli import jobs, ready, setup


def init_app(app: Flask) -> None:
    for command in (jobs.jobs, ready.ready, setup.setup):
        app.cli.add_command(command)
