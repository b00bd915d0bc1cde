from flask import Flask

from app.cli import demo, imports, jobs, ready, setup


def init_app(app: Flask) -> None:
    for command in (demo.demo, imports.import_, jobs.jobs, ready.ready, setup.setup):
        app.cli.add_command(command)
