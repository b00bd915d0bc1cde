from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.http import fragments
from app.http.access import writes
from app.services.feeds import feeds

blueprint = Blueprint("feed_revocations", __name__)


@blueprint.post("/calendar-feeds/<int:feed_id>/revocation")
@writes("tasks")
def create(feed_id: int) -> ResponseReturnValue:
    feeds.revoke(feed_id, current_user.id)
    done = _("地址已作废,用它的日历不再更新。")
    return fragments.done(url_for("calendar_feeds.index"), done)
