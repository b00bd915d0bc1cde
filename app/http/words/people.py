from flask_babel import lazy_gettext as _

ROLES = {
    "rep": _("电销专员"),
    "group_leader": _("销售组长"),
    "supervisor": _("销售主管"),
    "manager": _("销售经理"),
    "trainer": _("培训师"),
    "service": _("客服代表"),
    "researcher": _("市场调研员"),
    "assistant": _("行政支持"),
    "finance": _("财务"),
    "owner": _("负责人"),
    "admin": _("系统管理员"),
}
GRADES = {"probation": _("试用"), "formal": _("转正"), "supervisor": _("主管")}
HALF_DAYS = {2: _("全天"), 1: _("半天"), 0: _("不在")}
PATTERNS = {
    "two_free_days": _("双休"),
    "one_free_day": _("单休"),
    "alternating": _("大小周"),
}

STATES = {
    "gone": _("已停用"),
    "leaving": _("即将离职"),
    "no_password": _("还没设密码"),
    "here": _("在职"),
}
DAYS = {"holiday": _("放假"), "make_up": _("调休上班"), "free": _("休息"), "work": _("上班")}

PEOPLE = {
    "login_taken": _("账号 %(login)s 已经有人用了。"),
    "roles_missing": _("至少要选一个角色。"),
    "role_unknown": _("不认识的角色:%(role)s。"),
    "person_changed": _("刚才有人改过这份资料。再存一次,就用你填的;要先看现在的资料,请按“取消”。"),
    "own_roles": _("不能改自己的角色,请另一位经理或管理员来改。"),
    "last_manager": _("没有别人能管人员了。先让另一个人当经理或管理员。"),
    "since_before_hired": _("不能早于入职日期(%(hired_on)s)。"),
    "own_departure": _("不能给自己办离职。"),
    "gone_already": _("这个账号已经停用。"),
    "not_leaving": _("没有要取消的离职。"),
    "not_gone": _("这个人没有离职。"),
    "reason_needed": _("请写明原因。"),
    "left_before_hired": _("离职日期不能早于入职日期(%(hired_on)s)。"),
}
TEAMS = {
    "team_taken": _("已经有一个团队叫这个名字。"),
    "group_taken": _("这个团队里已经有一个小组叫这个名字。"),
    "team_large": _(
        "现在 %(size)s 人。一个团队起步以 %(least)s 到 %(most)s 人为宜,可以考虑再分一队。"
    ),
    "team_small": _("现在 %(size)s 人。一个团队起步以 %(least)s 到 %(most)s 人为宜。"),
    "group_large": _(
        "%(group)s有 %(reps)s 名专员。起步时一个组长带 1 到 %(most)s 名为宜,可以再分一组。"
    ),
    "group_small": _("%(group)s只有组长,可以分一两名专员进来。"),
    "group_without_leader": _("%(group)s还没有组长。在成员的资料里给他“销售组长”的角色。"),
    "team_supply": _(
        "近期平均每个工作日到 %(supply)s 条精准资源,每人配额 %(quota)s 条,够 %(heads)s 人用。"
    ),
}
DAYS_OF_WORK = {
    "presence_range": _("日期的先后不对,或者超过一年。"),
    "presence_unknown": _("出勤只有全天、半天和不在。"),
    "presence_not_employed": _("%(name)s这几天不在职。"),
    "pattern_unknown": _("请选双休、单休或大小周。"),
    "pattern_in_the_past": _("作息只能从今天或以后改起,过去的日子保持原样。"),
    "anchor_needed": _("大小周要说明哪一周休两天。"),
    "exception_unknown": _("例外只有上班和休息。"),
}

LABELS = {"role": ROLES, "grade": GRADES, "state": STATES, "pattern": PATTERNS, "day": DAYS}
NAMED = {f"{kind}_{code}": label for kind, known in LABELS.items() for code, label in known.items()}
SENTENCES = {**PEOPLE, **TEAMS, **DAYS_OF_WORK, **NAMED}
