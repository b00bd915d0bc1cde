"""Stages of a team in words, and the texts that go with them (rules.md §10)."""

from flask_babel import lazy_gettext as _

STAGES = {
    "team_stage_start": _("建立初期"),
    "team_stage_turbulence": _("动荡期"),
    "team_stage_stable": _("稳定期"),
    "team_stage_mature": _("成熟期"),
}
WHY = {
    "team_stage_months": _("团队%(start)s成立,满 %(months)s 个月。"),
    "team_stage_fixed": _("经理定的,到%(until)s为止:%(reason)s"),
}
KINDS = {
    "guide_watch": _("留意"),
    "guide_do": _("要做"),
    "guide_train": _("培训"),
    "guide_advice": _("提醒"),
    "guide_talk": _("话题"),
}
REFUSALS = {
    "stage_unknown": _("请选一个阶段。"),
    "stage_until": _("请选今天到%(last)s之间的日子。"),
    "stage_not_begun": _("这个团队还没有成立日,也还没有人。先把人分进来。"),
    "stage_not_fixed": _("现在没有人为定的阶段。"),
    "guide_title": _("请写标题。"),
    "guide_done_when": _("它会变成主管的待办,请写做到什么样算完成。"),
    "guide_long": _("标题最多 %(title)s 个字,下面最多 %(body)s 个字。"),
    "guide_changed": _("刚才别人改过这一条。下面是你写的,请对照新的一版再保存。"),
}
SENTENCES = {**STAGES, **WHY, **KINDS, **REFUSALS}
