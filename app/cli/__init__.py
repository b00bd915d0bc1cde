from flask import Flask

from app.cli import backups, demo, imports, jobs, ready, setup


def init_app(app: Flask) -> None:
    save = (backups.backup, backups.restore)
    for command in (demo.demo, imports.import_, jobs.jobs, ready.ready, setup.setup, *save):
        app.cli.add_command(command)
