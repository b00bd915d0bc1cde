from flask import Flask

from app.http import (
    access,
    asked,
    assets,
    badges,
    cross_site,
    failures,
    filters,
    fragments,
    headers,
    language,
    meetings,
    menu,
    own_keys,
    serving,
    settings,
    signals,
)


def init_app(app: Flask) -> None:
    """What all views share, in the order in which a request meets it."""
    for part in (
        serving,
        asked,
        assets,
        headers,
        cross_site,
        access,
        failures,
        language,
        filters,
        settings,
        signals,
        meetings,
        fragments,
        badges,
        own_keys,
        menu,
    ):
        part.init_app(app)
