import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const template = readFileSync(new URL("../../templates/today/_deal.html", import.meta.url), "utf8");
const amount = /pattern="([^"]+)"/.exec(template)[1];

test("a browser checks an amount as it is typed: as it reads the pattern, with the v flag", () => {
  const read = new RegExp(`^(?:${amount})$`, "v");
  for (const typed of ["12800", "12,800.50", "1.2万", "¥ 12800元", "\uffe512\uff0c800"]) assert.match(typed, read);
  for (const typed of ["一万", "-5", "12a", ""]) assert.doesNotMatch(typed, read);
});
