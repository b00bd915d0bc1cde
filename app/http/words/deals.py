from flask_babel import lazy_gettext as _

AMOUNTS = {
    "amount_unreadable": _("看不懂金额“%(text)s”,请写元,最多两位小数,如 12800 或 12800.50"),
    "refund_too_much": _("退款不能多于已到账的 %(most_fen)s 元"),
    "target_value_unreadable": _("看不懂目标“%(text)s”,请写一个数,比率写成 15%%"),
    "period_unreadable": _("看不懂期间“%(text)s”,请写成 2026-10 或 2026-Q4"),
}
SHARES = {
    "shares_missing": _("没有写分成"),
    "shares_unreadable": _("看不懂分成“%(text)s”,请写成 账号:60;账号:40"),
    "shares_sum": _("分成合计 %(percent)s%%,应为 100%%"),
    "share_none": _("分成要大于 0"),
    "share_twice": _("同一个人的分成写了两次"),
}
FIELDS = {
    "field_phone": _("电话"),
    "field_shares": _("分成"),
    "field_product": _("产品"),
    "field_signed_on": _("签约日期"),
}
SENTENCES = {**AMOUNTS, **SHARES, **FIELDS}
