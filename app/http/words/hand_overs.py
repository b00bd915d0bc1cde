from flask_babel import lazy_gettext as _

SENTENCES = {
    "move_hand_over": _("交接给同事"),
    "move_called_in": _("收回公海"),
    "hand_over": _("交接:%(reason)s"),
    "called_in": _("收回:%(reason)s"),
    "hand_over_barred": _("交接:%(reason)s。可以接的人 %(days)s 天内放手过,放回公海。"),
    "hand_over_leaver": _("员工离职"),
    "hand_over_nothing": _("他手上没有这些资源了,可能刚有人交接过。"),
    "hand_over_nobody": _("选的人里有人现在不能接资源,请重新选。"),
    "hand_over_later": _("以后才停用的,到时资源回到公海。想交给同事,请先到“手上资源”里交接。"),
}
