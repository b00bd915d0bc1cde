from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import cli, config, http, views
from app.extensions import babel, db, login_manager, migrate, queue, vault


def create_app(settings: dict[str, object] | None = None) -> Flask:
    app = Flask(
        __name__, template_folder="../templates", static_folder=None, instance_path=str(config.ROOT)
    )
    app.config.update(settings or config.from_environment())
    hops = app.config["BEHIND_PROXY"]
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    for extension in (db, login_manager, vault, queue):
        extension.init_app(app)
    migrate.init_app(app, db, directory=str(config.ROOT / "migrations"), render_as_batch=True)
    babel.init_app(app, locale_selector=http.language.choose)
    for floor in (http, views, cli):
        floor.init_app(app)
    return app
