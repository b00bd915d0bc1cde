from flask_babel import lazy_gettext as _

FILES = {
    "file_ending": _("“%(name)s”不是能导入的文件。请用 .xlsx、.xls 或 .csv。"),
    "file_kind": _("“%(name)s”的内容和它的扩展名不符。请在表格软件里另存为 .xlsx 或 .csv 再试。"),
    "file_too_large": _("文件超过 %(megabytes)s MB。请分成几个文件导入。"),
    "file_empty": _("文件里没有内容。"),
    "file_broken": _("文件打不开,可能已损坏。请在表格软件里打开并另存为 .xlsx 再试。"),
    "file_encrypted": _("文件有密码。请去掉密码后再导入。"),
    "file_letters": _("读不懂文件里的文字编码。请另存为 UTF-8 的 CSV,或 .xlsx。"),
    "file_bomb": _("文件解压后异常地大,没有打开。请在表格软件里另存为 .xlsx 再试。"),
    "file_hostile": _("文件里有不该有的内容,没有打开。请在表格软件里另存为 .xlsx 再试。"),
    "file_too_many_rows": _("表格超过 %(most)s 行。请分成几个文件导入。"),
    "file_too_many_columns": _("表格超过 %(most)s 列。请删去不需要的列再试。"),
    "file_too_many_cells": _("表格超过 %(most)s 个单元格。请分成几个文件导入。"),
}

COLUMNS = {
    "column_phone": _("电话"),
    "column_name": _("姓名"),
    "column_company": _("公司"),
    "column_industry": _("行业"),
    "column_region": _("地区"),
    "column_wechat": _("微信"),
    "column_qq": _("QQ"),
    "column_email": _("邮箱"),
    "column_source": _("来源"),
    "column_kind": _("类型"),
    "column_owner": _("归属人"),
    "column_received_at": _("到达时间"),
    "column_note": _("备注"),
    "column_login": _("账号"),
    "column_roles": _("角色"),
    "column_team": _("团队"),
    "column_group": _("小组"),
    "column_hired_on": _("入职日期"),
    "column_grade": _("级别"),
    "column_formal_on": _("转正日期"),
    "column_left_on": _("离职日期"),
    "column_date": _("日期"),
    "column_present": _("出勤"),
}

ROWS = {
    "phone_missing": _("没有电话号码"),
    "phone_unusable": _("“%(text)s”不是能拨通的号码"),
    "phone_rounded": _("“%(text)s”的后几位已被表格软件丢掉,请找原表"),
    "number_do_not_call": _("在禁呼名单上"),
    "kind_unknown": _("不认识的类型“%(text)s”,应为精准、普通或自拓"),
    "owner_missing": _("自拓资源要写归属人"),
    "owner_unknown": _("没有叫“%(text)s”的在职账号"),
    "login_missing": _("没有账号"),
    "login_bad": _("账号“%(text)s”不能用:要 2 到 40 个字母、数字或 . _ -"),
    "login_unknown": _("没有账号“%(text)s”"),
    "name_missing": _("新账号要有姓名"),
    "hired_on_missing": _("新账号要有入职日期"),
    "role_unreadable": _("不认识的角色“%(text)s”"),
    "grade_unknown": _("不认识的级别“%(text)s”,应为试用、转正或主管"),
    "formal_on_missing": _("级别为转正时要有转正日期"),
    "group_without_team": _("写了小组,没写团队"),
    "date_unreadable": _("看不懂日期“%(text)s”"),
    "date_ambiguous": _("日期“%(text)s”分不清月和日,请写成 2026-03-01"),
    "presence_unreadable": _("看不懂出勤“%(text)s”,应为 1、0.5 或 0"),
}

RUNS = {
    "import_started": _("这个文件已经开始导入。"),
    "import_terms": _("类型或来源填得不对。"),
    "import_elsewhere": _("另一个程序正在导入同一个文件。"),
    "import_failed": _("导入中途出了错,已停下。已导入的行都在,可以接着导入。"),
    "column_missing": _("没有找到“%(column)s”这一列,无法导入。"),
    "column_twice": _("“%(column)s”选了两列,只能选一列。"),
}

SENTENCES = {**FILES, **COLUMNS, **ROWS, **RUNS}
