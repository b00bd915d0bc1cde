import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.cli.saying import refusing, site
from app.services import scripts, setup
from app.services.questions import shipped


@click.command()
@with_appcontext
@refusing
def ready() -> None:
    """Say what to do first when nobody is there yet; else put in place what a new version ships."""
    if setup.is_empty():
        click.echo(_("还没有人使用。打开这个一次性链接,建立第一位经理:"))
        click.echo(f"  {site()}/setup/{setup.open_door()}")
        click.echo(_("或者先看一个编好的示范团队:") + " make demo")
    else:
        scripts.fill()
        shipped.fill()
    click.echo(_("地址:%(site)s", site=site()))
