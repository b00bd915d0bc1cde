import click
from flask.cli import with_appcontext

from app.cli.saying import refusing, site
from app.services import setup as service


@click.command()
@click.option("--login", required=True)
@click.option("--name", required=True)
@with_appcontext
@refusing
def setup(login: str, name: str) -> None:
    """Make the first manager and print a one-time link to choose a password."""
    click.echo(f"{site()}/links/{service.first_manager(login, name)}")
