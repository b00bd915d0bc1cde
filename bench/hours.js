// Phones with the real outbox module through a server's backup and restore: `node bench/hours.js '{…}'`
// does what it is told line by line and answers each with "done".
import { createInterface } from "node:readline";
import { bareWorld, call, open, seeded, until } from "../tests/js/sync/phone.js";
import { reachFor } from "./reach.js";

const given = JSON.parse(process.argv[2]);
const PATIENCE = 50_000;
const REOPENED = 2;
const LONGEST_LINE = 60_000;

/** The control: never says which life of the server it knows, and hears of no other. */
function heedless(reach) {
  return async (path, init) => {
    const body = init.body && JSON.stringify({ ...JSON.parse(init.body), epoch: "" });
    const answer = await reach(path, { ...init, body });
    if (answer.status !== 200) return answer;
    return Response.json({ ...(await answer.json()), epoch: "as ever" }, { headers: answer.headers });
  };
}

const CLIENTS = { heeding: (reach) => reach, heedless };

/** A page with nothing on it, which is looked at or not. */
function blankPage() {
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  return Object.assign(new EventTarget(), { document });
}

/** One of three kinds of rep: who calls on while the server is away, who only looks, who reopens. */
class Rep {
  #made = 0;

  constructor(person, number) {
    Object.assign(this, { person, kind: number % 3, random: seeded(person.id) });
    this.held = this.kind ? 0 : given.away;
    this.fetch = CLIENTS[given.client](reachFor(given.url, person));
    const user = { id: person.id, login: "", name: "" };
    this.world = { user, ...bareWorld({ fetch: this.fetch, random: this.random, timeFactor: given.timeFactor }) };
  }

  /** The page comes with the key of its reader. */
  async look() {
    this.world.page = blankPage();
    const { key } = await (await this.fetch("/sheet/key", {})).json();
    this.tab = await open({ ...this.world, key });
    await this.tab.pull();
  }

  async before() {
    await this.look();
    await this.work(given.before);
  }

  /** Its calls of the hour, some of them corrected or taken back; all of it arrives. */
  async hour() {
    await this.work(given.hour - this.held);
  }

  /** The server is gone: nothing arrives, everything is kept. */
  async away() {
    for (let n = 0; n < this.held; n++) await this.call();
  }

  /** The server is there again; nobody tells the phone. */
  async back() {
    if (this.kind === REOPENED) this.tab.close();
    if (this.kind === REOPENED) await this.look();
    else this.world.page.document.dispatchEvent(new Event("visibilitychange"));
  }

  async work(calls) {
    for (let n = 0; n < calls; n++) {
      const { id } = await this.call();
      if (this.random() < 0.3) await this.arrived();
      if (this.random() < 0.1) await this.tab.amend(id, { grade: "B" });
      else if (this.random() < 0.1) await this.tab.undo(id);
    }
    await this.arrived();
  }

  call() {
    const n = this.#made++;
    const { id, lead } = this.person;
    return this.tab.save("call.log", call(lead + (n % given.leads), { duration_s: 5, note: `${id}-${n}` }));
  }

  arrived() {
    return until(async () => (await this.tab.waiting()).length === 0, PATIENCE);
  }
}

/** Rather an end than a bench that hangs. */
function stuck(line, busy) {
  console.error(`${line}: these go no further: ${[...busy].map(({ person }) => person.id)}`);
  process.exit(1);
}

const reps = given.people.map((person, number) => new Rep(person, number));
for await (const line of createInterface({ input: process.stdin })) {
  const busy = new Set(reps);
  const late = setTimeout(() => stuck(line, busy), LONGEST_LINE);
  await Promise.all(reps.map((rep) => rep[line]().then(() => busy.delete(rep))));
  clearTimeout(late);
  console.log("done");
}
process.exit(0);
