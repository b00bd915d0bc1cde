import click
from flask.cli import with_appcontext

from app.extensions import queue


@click.group()
def jobs() -> None:
    """The work that goes on beside the web server."""


@jobs.command()
@with_appcontext
def serve() -> None:
    """Carry out queued work until told to stop."""
    queue.huey.create_consumer(workers=1, periodic=False, initial_delay=0.2, max_delay=1.0).run()
