from flask_babel import lazy_gettext as _

LACKS = {
    "question_text_missing": _("没有题目文字"),
    "question_answer_unmarked": _("还没有答案:请勾选正确的选项,或写上答案。"),
    "question_answer_missing": _("没有答案。请在题干括号里、题目后面或卷末写上答案"),
    "question_answer_unreadable": _("看不懂答案“%(text)s”"),
    "question_answers_differ": _("同一题写了不同的答案,请核对题目里的和卷末的"),
    "question_answer_no_option": _("答案是 %(letter)s,但没有选项 %(letter)s"),
    "question_two_answers": _("单选题写了不止一个答案:%(letters)s"),
    "question_options_missing": _("选择题要有至少两个选项,没有找到"),
    "question_options_unexpected": _("这种题型不该有选项,请核对它在哪个大题下面"),
    "question_options_many": _("选项超过 %(most)s 个"),
    "question_option_order": _("选项应为 %(expected)s,看到的是 %(found)s:可能缺了或重复了选项"),
    "question_option_empty": _("选项 %(letter)s 没有内容"),
    "question_option_twice": _("选项 %(first)s 和 %(second)s 一样"),
    "question_option_long": _("选项 %(letter)s 太长,最多 %(most)s 个字"),
    "question_blanks": _("题目有 %(blanks)s 个空,答案有 %(answers)s 个"),
    "question_long": _("题目或答案太长,最多 %(most)s 个字。可能漏了题号,几题连在了一起"),
    "question_picture": _("题目里有图片或公式,这里只收文字"),
    "question_kind_unsupported": _("没有这种题型(连线、排序等),请改成五种题型之一"),
    "question_kind_unknown": _("不认识的题型“%(text)s”,应为单选、多选、判断、填空或简答"),
    "question_points": _("看不懂分值“%(text)s”"),
    "question_twice": _("同一份里前面已有这一题,但内容不同"),
    "question_material": _("几道题共用一段材料,目前放不下。请把材料写进每道题里"),
    "question_key_alone": _("答案里的第 %(numbers)s 题,在题目里没有找到"),
}
FILES = {
    "question_nothing": _("没有找到任何题目。请核对内容和格式,例如有没有题号、选项和答案。"),
    "question_columns": _("没有找到表头。第一行请写:题型、题目、选项A、选项B、答案、解析。"),
    "question_many": _("一次最多导入 %(most)s 题,请分成几份。"),
    "question_letters": _("文字超过 %(most)s 个字,请分成几份。"),
    "question_line_long": _("有一行超过 %(most)s 个字,不像试卷。请核对文件。"),
    "question_file_ending": _(
        "“%(name)s”不是能导入的文件。请用 .docx、.txt、.xlsx、.csv 或 .gift,或者直接粘贴文字。"
    ),
    "word_broken": _("文件打不开,可能已损坏。请在 Word 里另存为 .docx 再试,或者直接粘贴文字。"),
    "word_encrypted": _("文件有密码。请去掉密码再试,或者直接粘贴文字。"),
    "word_bomb": _("文件解压后异常地大,没有打开。请直接粘贴文字。"),
    "word_hostile": _("文件里有不该有的内容,没有打开。请直接粘贴文字。"),
    "question_old_word": _(
        "这是旧版 Word 文件或不是文字文件。请另存为 .docx 再试,或者直接粘贴文字。"
    ),
}
FORMATS = {
    "gift_description": _("没有 { } 答案:GIFT 里这是一段说明,不是题目"),
    "gift_braces": _("大括号 { } 不成对。文字里的大括号要写成 \\{ 和 \\}"),
    "gift_answers": _("看不懂大括号里的“%(text)s”,答案前要有 = 或 ~"),
    "gift_matching": _("连线题没有对应的题型。可以改成几道单选题"),
    "gift_number": _("看不懂数值“%(text)s”"),
    "gift_blanks": _("几个空的答案组合不完整"),
    "gift_unwritable": _("几个空的答案不能写成 GIFT"),
    "aiken_answer": _("答案“%(text)s”不是一个字母:Aiken 每题只有一个答案"),
}
PASSED = {
    "passed_before": _("题目前面的文字"),
    "passed_heading": _("标题"),
    "passed_key": _("答案"),
    "passed_page": _("页码"),
    "passed_form": _("填写栏"),
    "passed_rule": _("分隔线"),
    "passed_notice": _("考试说明"),
    "passed_comment": _("注释"),
}
KINDS = {
    "question_kind_single": _("单选"),
    "question_kind_multiple": _("多选"),
    "question_kind_true_false": _("判断"),
    "question_kind_fill_in": _("填空"),
    "question_kind_short": _("简答"),
}
MODULES = {
    "question_module_": _("未分模块"),
    "question_module_culture": _("企业文化"),
    "question_module_process": _("销售流程"),
    "question_module_skills": _("销售技巧"),
    "question_module_product": _("产品"),
    "question_module_drills": _("通关"),
}
IMPORTS = {
    "question_import_gone": _("这份文件已不在,请重新粘贴或上传。"),
    "question_paper_missing": _("请粘贴试卷,或者选一个文件。"),
    "question_import_kept": _("这份已经存入题库。"),
    "question_changed": _("刚才有人改过这道题,现在的内容在下面。再存一次,就用你填的。"),
    "question_is_there": _("题库里已有这道题(第 %(number)s 号)。"),
}

SENTENCES = {**LACKS, **FILES, **FORMATS, **PASSED, **KINDS, **MODULES, **IMPORTS}
