import { t } from "../words.js";
import { dealOf } from "./deal_record.js";
import { fill, fillRows, list, template, typedIn } from "./fill.js";
import { dateOf } from "./time.js";
import { say, toastKept } from "./toast.js";

// What was agreed on the phone becomes a deal: kept on this phone at once, like the call before it.
const dialog = document.getElementById("deal");
const form = dialog.querySelector("form");
const NONE = { id: "", label: "–" };

let page;
let agreed;

const draft = ({ id }) => `deal ${id}`;
const today = () => dateOf(page.now());

form.addEventListener("submit", save);
form.addEventListener("input", () => page.client.saveDraft(draft(agreed), typedIn(form)).catch(() => {}));

/** For {id, rev, name, call}: who agreed, and the record of the call in which he did. */
export async function open(shared, customer) {
  page = shared;
  agreed = customer;
  const offered = { products: page.sheet.products ?? [], partners: page.sheet.partners ?? [] };
  for (const name in offered) fillRows(list(name, form), template("deal-option"), [NONE, ...offered[name]]);
  form.reset();
  for (const day of [form.signed_on, form.received_on]) day.value = day.max = today();
  const kept = await page.client.draft(draft(agreed)).catch(() => null);
  for (const [name, value] of Object.entries(kept ?? {})) if (form[name]) form[name].value = value;
  fill(dialog, { name: agreed.name, refused: "", sells: offered.products.length, shares: offered.partners.length });
  dialog.showModal();
}

async function save(event) {
  event.preventDefault();
  const [typed, customer] = [typedIn(form), agreed];
  const { payload, wrong } = dealOf(typed, { me: page.user.id, call: customer.call, today: today() });
  if (wrong) return refuse(t("请核对这一项。"), wrong);
  try {
    const record = await page.client.save("deal.enter", { lead: customer.id, leadRev: customer.rev, payload, draft: draft(customer) });
    dialog.close();
    toastKept(page, record, `${customer.name} ${t("成单")}`, () => back(customer, typed));
  } catch {
    refuse(t("没能存到这台手机上。内容还在,请再试一次。"), "price");
  }
}

/** Taken back: what was typed is there again when the form is opened. */
async function back(customer, typed) {
  await page.client.saveDraft(draft(customer), typed);
  say(t("成单已撤销,填的内容还在。"));
}

function refuse(refused, field) {
  fill(dialog, { refused });
  form[field].closest("details")?.toggleAttribute("open", true);
  form[field].focus();
}
