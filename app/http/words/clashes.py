from flask_babel import lazy_gettext as _

SENTENCES = {
    "move_merged": _("和另一条合并"),
    "merged": _("与%(name)s是同一位,已合并:%(reason)s"),
    "move_ruled": _("撞单裁定"),
    "ruled": _("裁定:%(reason)s"),
    "merge_same": _("两条是同一条,请选另一条。"),
    "merge_already": _("其中一条已经合并过了。请回到客户列表再看。"),
    "merge_owner": _("以后归谁,只能在两条现在的负责人里选。"),
    "clash_ruling": _("请选一种裁定。"),
    "clash_own": _("和你自己有关,要由别人裁定。"),
    "clash_moot": _("客户已经在一个人手里,不用再裁定。"),
    "clash_gone": _("刚才已经有人裁定过了。"),
    "clash_gone_person": _("%(name)s 已离职,不能转给他。"),
    "ask_others_only": _("只有归其他同事的客户才能申请一起跟进。"),
    "ask_already": _("你已经申请过这位客户,等主管裁定就好。"),
    "check_lead_merged": _("%(n)s 条已合并的资源还有号码、通话,或指向不对:%(first)s"),
}
