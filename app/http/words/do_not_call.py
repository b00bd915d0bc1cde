from flask_babel import lazy_gettext as _

SENTENCES = {
    "do_not_call_one_number": _("一次只查一个号码。"),
    "do_not_call_not_listed": _("这个号码现在不在禁呼名单上。"),
    "listed_asked_in_call": _("客户在电话里要求勿扰"),
    "listed_asked": _("客户要求勿扰"),
    "listed_call_undone": _("撤销了那通电话"),
}
