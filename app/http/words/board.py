from flask_babel import lazy_gettext as _

SENTENCES = {
    "board_no_call": _("今天还没有通话"),
    "board_just_now": _("刚刚"),
    "board_minutes_ago": _("%(minutes)s 分钟前"),
    "board_hours_ago": _("%(hours)s 小时 %(minutes)s 分钟前"),
    "board_calling": _("在打"),
    "board_resting": _("非通话时段"),
    "board_quiet": _("有一会儿没打了"),
    "board_silent": _("很久没打了"),
    "board_away": _("今天不在岗"),
}
