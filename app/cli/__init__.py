from flask import Flask

from app.cli import backups, checks, demo, exports, imports, jobs, leads, pay_months, ready, setup


def init_app(app: Flask) -> None:
    save = (backups.backup, backups.restore)
    look = (checks.check, jobs.jobs, leads.leads, pay_months.pay, exports.export)
    for command in (demo.demo, imports.import_, ready.ready, setup.setup, *look, *save):
        app.cli.add_command(command)
