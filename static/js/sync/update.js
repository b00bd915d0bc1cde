const HOURLY = 3600 * 1000;
const WORKER = "/service-worker.js";

/**
 * Registers the worker and watches for a new version. Event "update": one is ready, or another tab
 * has taken it. Nothing is taken unasked: `take` saves what is being typed and reloads once.
 */
export class Updates extends EventTarget {
  #waiting = null;
  #taken = false;

  constructor(container = navigator.serviceWorker, page = globalThis) {
    super();
    Object.assign(this, { container, page });
  }

  async start() {
    const worker = await this.#registered();
    if (!worker) return;
    this.#offer(worker.waiting);
    worker.addEventListener("updatefound", () => this.#follow(worker.installing));
    this.#follow(worker.installing);
    const before = this.container.controller;
    this.container.addEventListener("controllerchange", () => before && this.#changed());
    this.#lookHourly(worker);
  }

  /** Where a worker may not be a module, one that only starts the sheet. The page can see a refusal. */
  async #registered() {
    const { container, page } = this;
    const as = (type, url) => container.register(url, { type, updateViaCache: "none" });
    if (!container) return null;
    try {
      return await as("module", WORKER).catch(() => as("classic", `${WORKER}?classic`));
    } catch {
      page.document.documentElement.dataset.worker = "refused";
      return null;
    }
  }

  /** On "before-reload" whoever holds something unsaved passes `detail.wait` a promise. */
  async take() {
    const saving = [];
    const detail = { wait: (promise) => saving.push(promise) };
    this.page.document.dispatchEvent(new CustomEvent("before-reload", { detail }));
    await Promise.allSettled(saving);
    this.#taken = true;
    if (this.#waiting) this.#waiting.postMessage("take-over");
    else this.page.location.reload();
  }

  #follow(installing) {
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") this.#offer(installing);
    });
  }

  /** The first worker of a browser is no update: it waits for nobody. */
  #offer(waiting) {
    if (!waiting || !this.container.controller) return;
    this.#waiting = waiting;
    this.dispatchEvent(new Event("update"));
  }

  #changed() {
    this.#waiting = null;
    if (!this.#taken) return this.dispatchEvent(new Event("update"));
    this.#taken = false;
    this.page.location.reload();
  }

  /** An installed app stays open for days and would not look by itself. */
  #lookHourly(worker) {
    let looked = Date.now();
    this.page.document.addEventListener("visibilitychange", () => {
      if (Date.now() - looked < HOURLY) return;
      looked = Date.now();
      worker.update().catch(() => {});
    });
  }
}
