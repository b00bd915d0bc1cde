import { t } from "../words.js";
import { dayName } from "./days.js";
import { windowLine } from "./windows.js";

export function topView(day, now) {
  const { open, text } = windowLine(now, day);
  return { ...day, open, window_text: text, ring: `${day.calls} ${day.target * 2}` };
}

/** The claim's buttons with their own explanation; without a network they say so. */
export function claimView({ can_claim, refusal, text, ordinary }, online) {
  const offline = online ? null : t("联网后可以领取。");
  return {
    precise_label: can_claim ? t("领取 %(n)s 条精准资源", { n: can_claim }) : t("精准资源已领完"),
    precise_why: offline ?? refusal ?? text,
    precise_count: can_claim || 1,
    precise_off: can_claim && online ? null : "true",
    ordinary_label: ordinary.can_claim
      ? t("领取 %(n)s 条普通客户", { n: ordinary.can_claim })
      : t("普通客户已满"),
    ordinary_why: offline ?? ordinary.refusal ?? t("手上 %(held)s 条,最多 %(cap)s 条", ordinary),
    ordinary_off: ordinary.can_claim && online ? null : "true",
  };
}

/** The end of the sheet: thanks, what is still to come today, what is due next. */
export function endView(day, later) {
  const next = day.due_next;
  return {
    done_text: t("今天 %(calls)s 通,接通 %(connected)s 通。", day),
    next_text: later.length ? t("今天稍后还有 %(n)s 位约好的。", { n: later.length }) : dueNext(next, day),
  };
}

function dueNext(next, day) {
  if (!next?.count) return "";
  const when = dayName(next.date, day.date);
  return t("%(when)s要跟进 %(n)s 位:%(names)s", { when, n: next.count, names: next.names.join("、") });
}
