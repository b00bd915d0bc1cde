from flask_babel import lazy_gettext as _

KINDS = {
    "call.log": _("通话"),
    "call.amend": _("修改通话"),
    "call.undo": _("撤销通话"),
    "lead.add": _("录入客户"),
    "deal.enter": _("成单"),
    "deal.undo": _("撤销成单"),
    "void": _("缺失的记录"),
    "malformed": _("残缺的记录"),
}
STATES = {
    "parked": _("待补记"),
    "undeliverable": _("没能保存"),
    "lost": _("丢失"),
    "conflict": _("有冲突"),
    "skew": _("时钟不准"),
    "done": _("已处理"),
}
WHY = {
    "invalid": _("系统看不懂:%(refusal)s"),
    "unknown_version": _("系统还不认识这种记录(%(detail)s),升级以后可以再试。"),
    "failed": _("系统处理时出了错(%(detail)s),可以再试一次。"),
    "id_conflict": _(
        "同一个编号先后送来两份不同的内容。先到的已处理,这一份没有保存,原文在他的手机上。"
    ),
    "too_large": _("内容太长,没有保存。原文在他的手机上,请他复制给你,写短一点再记。"),
    "missing": _("第 %(seq)s 号没有送到,手机上也找不到了。请问他那段时间打了谁。"),
    "discarded": _("第 %(seq)s 号是他退出登录时确认丢弃的。"),
    "void_too_large": _("第 %(seq)s 号太长,送不出去。原文在他的手机上,请他复制给你。"),
    "numbers": _(
        "第 %(first)s 到 %(last)s 号共 %(n)s 条没有送到,手机上也没有了。请问他那段时间打了哪些电话。"
    ),
    "number": _("第 %(first)s 号没有送到,手机上也没有了。请问他那段时间打了谁。"),
}
CONFLICTS = {
    "reassigned": _("这位客户已转给%(owner)s。通话照样算数,客户没有改动。"),
    "recycled": _("这位客户已回到公海。通话照样算数,客户没有改动。"),
    "merged": _("这位客户已和另一条合并。通话照样算数。"),
    "erased": _("这位客户的资料已按要求删除。通话照样算数。"),
    "do_not_call": _("这位客户已在禁呼名单上。通话照样算数,客户没有改动。"),
    "own_others": _("要录入的号码已有,归%(owner)s。没有另建客户。"),
    "own_pool": _("要录入的号码公司已有,正等着分配。没有另建客户。"),
    "own_gone": _("要录入的号码记过是空号或错号。没有另建客户。"),
    "own_listed": _("要录入的号码在禁呼名单上。没有录入。"),
    "deal_moved": _("这位客户后来不归他了。成单已记在他名下,客户没有改动。"),
    "deal_known": _("同一位客户、同一天、同样金额的成单已经录过,没有再录。"),
    "newer": _("这位客户有更新的记录,以新的为准。通话照样算数。"),
}
FIELDS = {
    "grade": _("等级"),
    "stage": _("阶段"),
    "wechat": _("微信"),
    "follow_up_at": _("下次跟进"),
    "lead": _("新客户"),
    "deal": _("成单"),
}
ANSWERS = {
    "record_applied": _("已补记为他的记录,时间照旧。"),
    "record_conflict": _("已补记并算数,但客户后来有变化,没有改动客户。"),
    "record_settled": _("这条已经处理过了。"),
    "record_not_parked": _("这条不能再试,只能写明原因后结束。"),
    "record_unknown_kind": _("系统还是不认识这种记录(%(what)s)。"),
    "record_failed_again": _("又出错了(%(fault)s),已经记下来。请找管理员。"),
    "record_reason": _("原因最多 200 个字。"),
}

TOLD = {
    "told_deal_moved": _("这位客户已不归你。成单照样记在你名下,客户没有改动。"),
    "told_deal_known": _("这位客户同一天、同样金额的成单已经录过,没有再录。"),
}
ABOUT = {
    "parked": _("送到了,但系统没能记下来。改好设置以后再试一次,或写明怎么处理的。"),
    "undeliverable": _("没有保存下来,原文还在手机上。"),
    "lost": _("手机上丢了的记录。问一下当事人,补记后写明。"),
    "conflict": _("通话和成单都已记下并算数,只是没有改动客户。"),
    "skew": _("通话时间已按服务器校正。请他把手机改成自动对时。"),
    "done": _("谁处理的,怎么处理的。"),
}
GROUPS = {
    "kind": KINDS,
    "state": STATES,
    "why": WHY,
    "conflict": CONFLICTS,
    "field": FIELDS,
    "about": ABOUT,
}
NAMED = {
    f"record_{group}_{code}": text
    for group, known in GROUPS.items()
    for code, text in known.items()
}
SENTENCES = {**ANSWERS, **TOLD, **NAMED}
