import os

import click
from flask.cli import with_appcontext

from app.cli.saying import refusing
from app.services import setup as service


@click.command()
@click.option("--login", required=True)
@click.option("--name", required=True)
@with_appcontext
@refusing
def setup(login: str, name: str) -> None:
    """Make the first manager and print a one-time link to choose a password."""
    token = service.first_manager(login, name)
    site = os.environ.get("LIANXIAN_SITE", "http://127.0.0.1:8000")
    click.echo(f"{site}/links/{token}")
