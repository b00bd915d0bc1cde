from flask_babel import lazy_gettext as _

SENTENCES = {
    "claim_unknown": _("不知道要领哪一种资源。"),
    "quota_absent": _("今天不在岗,今日配额 0"),
    "quota_own_number": _("今日配额 %(quota)s(经理为你单独设定)"),
    "quota_first_month": _("今日配额 %(quota)s(入职第 %(day)s 天)"),
    "quota_after_first_month": _("今日配额 %(quota)s(入职第 %(month)s 个月)"),
    "quota_later": _("今日配额 %(quota)s(入职第 %(month)s 个月)"),
    "quota_team_stable": _("今日配额 %(quota)s(团队已满 %(months)s 个月)"),
    "claim_offer": _("%(quota_why)s,已领 %(taken)s"),
    "claim_ordinary_offer": _("手上 %(held)s 条,最多 %(cap)s 条"),
    "claim_inactive": _("这个账号已停用,不能领取。"),
    "claim_free_day": _("今天休息,不发放资源。下一个工作日是 %(next)s。"),
    "claim_absent": _("今天记为不在岗,不能领取。%(next)s 起可以。"),
    "claim_absent_ordinary": _("今天记为不在岗,不能领取。"),
    "claim_onboarding": _("通过入职考核后才发放精准资源。现在可以先打普通资源。"),
    "claim_quota_taken": _("今日配额 %(quota)s 条已领完。下一个工作日 %(next)s 再领。"),
    "claim_uncalled": _("还有 %(uncalled)s 条未拨打,打完 %(to_call)s 条再领。"),
    "claim_nothing_waiting": _("现在没有等待分配的精准资源。有新资源到了就能领。"),
    "claim_no_ordinary": _("公海里现在没有可领的普通资源。可以请经理导入名单。"),
    "claim_holding_cap": _("手上已有 %(held)s 条普通资源,上限 %(cap)s 条。打掉一些再领。"),
}
