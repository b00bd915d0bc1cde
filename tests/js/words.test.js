import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { t } from "../../static/js/words.js";

const HERE = new URL("../../static/js", import.meta.url).pathname;
const table = JSON.parse(readFileSync(join(HERE, "words.en.json"), "utf8"));
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const CHINESE = /"([^"\n]*[\u4e00-\u9fff、][^"\n]*)"/g;

function messages() {
  const files = readdirSync(HERE, { recursive: true }).filter((name) => name.endsWith(".js"));
  const texts = files.map((name) => readFileSync(join(HERE, name), "utf8").replace(COMMENT, ""));
  const found = texts.flatMap((text) => [...text.matchAll(CHINESE)].map(([, message]) => message));
  return new Set(found);
}

const places = (sentence) => new Set(sentence.match(/%\(\w+\)s/g));

test("every sentence of the scripts exists in English, and none too many", () => {
  const said = messages();
  assert.deepEqual(
    [...said].filter((message) => !(message in table)),
    [],
  );
  assert.deepEqual(
    Object.keys(table).filter((message) => !said.has(message)),
    [],
  );
});

test("both languages name the same values", () => {
  for (const [message, english] of Object.entries(table)) {
    assert.deepEqual(places(english), places(message), message);
  }
});

test("without a page the source language is spoken", () => {
  assert.equal(t("还有 %(n)s 位", { n: 3 }), "还有 3 位");
});
