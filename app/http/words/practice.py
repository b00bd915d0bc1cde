from flask_babel import lazy_gettext as _

SENTENCES = {
    "practice_not_due": _("这道题还没到再练的时候。"),
    "practice_answered": _("这道题刚才在别的窗口答过了。"),
    "practice_changed": _("培训师刚改过这道题,请再看一遍。刚才的回答没有记下。"),
}
