import secrets

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app import clock
from app.cli.saying import refusing, site
from app.http.telling import in_each_language
from app.http.words.people import ROLES
from app.services.demo import build, month_end
from app.services.demo.names import PEOPLE


@click.command()
@click.option("--password")
@click.option("--seed", type=int, default=1)
@click.option("--to", type=click.DateTime(["%Y-%m-%d"]))
@with_appcontext
@refusing
def demo(password: str | None, seed: int, to: object) -> None:
    """Fill an empty database with a made-up team and two months of its work."""
    password = password or secrets.token_urlsafe(9)
    day = to.date() if to else clock.today()  # type: ignore[attr-defined]
    build.build(password, seed=seed, to=day)
    month_end.settle(day, in_each_language)
    click.echo(_("示范团队已建好。所有账号的密码:%(password)s", password=password))
    for login, name, roles, *_rest in PEOPLE:
        click.echo(f"  {login:10} {name}  {' · '.join(str(ROLES[role]) for role in roles)}")
    click.echo(_("地址:%(site)s", site=site()))
