from flask_babel import lazy_gettext as _

SENTENCES = {
    "hand_out": _(
        "第 %(k)s 条,轮到 %(source)s(%(waiting)s 条等待中占 %(of_source)s 条)。"
        "本人配额余 %(entitlement)s,全队共余 %(total)s,此前结余 %(carry)s:"
        "到此应得 %(due)s 条,已得 %(got)s 条,差得最多%(tie)s。"
    ),
    "tie_none": "",
    "tie_source": _(",与同事相同时本月这个来源拿得最少"),
    "tie_number": _(",与同事相同时按工号在先"),
    "hand_out_free_day": _("%(day)s 休息,不分配资源。下一个工作日是 %(next)s。"),
}
