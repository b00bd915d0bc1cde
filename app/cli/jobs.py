import click
from flask.cli import with_appcontext

from app.extensions import queue
from app.services.backups import in_use
from app.services.imports import work


@click.group()
def jobs() -> None:
    """The work that goes on beside the web server."""


@jobs.command()
@with_appcontext
def serve() -> None:
    """Carry out queued work until told to stop; first what was left lying at the last end."""
    in_use.hold()
    work.carry_on_all()
    queue.catch_up()
    queue.huey.create_consumer(workers=1, periodic=True, initial_delay=0.2, max_delay=1.0).run()
