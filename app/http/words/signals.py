"""Early warning in words: what each signal is, what it says, and what is refused (rules.md §10)."""

from flask_babel import lazy_gettext as _

NAMES = {
    "signal_calls_fall": _("拨打量下降"),
    "signal_no_first_call": _("时段开始没有拨打"),
    "signal_connect_rate_falls": _("接通率下降"),
    "signal_follow_ups_late": _("跟进不及时"),
    "signal_no_deal": _("多日没有成单"),
}
TOLD = {
    "told_calls_fall": _(
        "连续 %(n)s 个整天在岗的工作日打了 %(calls)s 通。之前 %(over)s 天平均每天 %(average)s 通,"
        "低 %(percent)s%% 就是 %(line)s 通。"
    ),
    "told_no_first_call": _("%(day)s %(windows)s 的拨打时段,开始 %(minutes)s 分钟里没有拨出。"),
    "told_connect_rate_falls": _(
        "最近 %(days)s 个在岗工作日接通率 %(now)s(%(now_parts)s),之前 %(over)s 天是"
        " %(was)s(%(was_parts)s)。降 %(part)s 分之一就是 %(line)s。"
    ),
    "told_follow_ups_late": _(
        "最近 %(days)s 个在岗工作日跟进及时率 %(now)s(%(now_parts)s),之前 %(over)s 天是"
        " %(was)s(%(was_parts)s)。降 %(part)s 分之一就是 %(line)s。"
    ),
    "told_no_deal": _(
        "已有 %(days)s 个在岗工作日没有成单,到 %(line)s 个就提醒。上一单在%(last)s。"
    ),
    "told_no_deal_yet": _("从%(first)s起,%(days)s 个在岗工作日没有成单,到 %(line)s 个就提醒。"),
}
REFUSALS = {
    "signal_said": _("请写一句:做了什么,或为什么先放一放。"),
    "signal_long": _("最多 %(most)s 个字。"),
    "signal_until": _("放到哪天:请选明天到%(last)s之间的日子。"),
    "signal_over": _("它已经自己结束了,不用再放。要记做了什么,直接记就行。"),
}
SENTENCES = {**NAMES, **TOLD, **REFUSALS}
