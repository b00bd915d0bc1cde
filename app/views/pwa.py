from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.http import assets
from app.http.access import public

blueprint = Blueprint("pwa", __name__)


@blueprint.get("/manifest.webmanifest", endpoint="show")
@public
def show() -> ResponseReturnValue:
    """What a phone needs to install the call sheet as an app."""
    answer = jsonify(
        id="/today",
        name=_("连线"),
        short_name=_("连线"),
        description=_("电销团队的今日名单,没有网络也能用。"),
        start_url="/today",
        scope="/",
        display="standalone",
        background_color="#f6f4ee",
        theme_color="#f6f4ee",
        icons=[icon(192, "any"), icon(512, "any"), icon(512, "maskable")],
    )
    answer.mimetype = "application/manifest+json"
    return answer


def icon(size: int, purpose: str) -> dict[str, str]:
    name = f"icons/app-maskable-{size}.png" if purpose == "maskable" else f"icons/app-{size}.png"
    return {
        "src": assets.url(name),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
