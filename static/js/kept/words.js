import { t } from "../words.js";

/** What has not arrived, in words: "2 records, 1 answer in an exam"; "" where nothing waits. */
export function whatWaits({ records = 0, answers = 0, texts = 0 }) {
  const parts = [
    records && t("%(n)s 条记录", { n: records }),
    answers && t("%(n)s 个考试答案", { n: answers }),
    texts && t("%(n)s 段写好的话", { n: texts }),
  ];
  return parts.filter(Boolean).join(t("、"));
}
