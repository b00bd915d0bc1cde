from pathlib import Path

import click
import flask_migrate
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.cli.saying import refusing
from app.services.backups import backups


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
@refusing
def backup(file: Path) -> None:
    """Write database, uploads and the do-not-call key into one file; people can go on working."""
    tell(_("已备份到 %(file)s。", file=file), backups.make(file))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
@refusing
def restore(file: Path) -> None:
    """Put a backup in the place of what is here; the server must be stopped."""
    backups.restore(file)
    flask_migrate.upgrade()
    tell(_("已恢复。各设备会把备份以后的通话再传一次。"), backups.counts())


def tell(done: str, counts: backups.Counts) -> None:
    click.echo(done)
    click.echo(_("%(people)s 人,%(leads)s 条资源,%(calls)s 通电话。", **vars(counts)))
