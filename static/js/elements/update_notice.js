/** A new version waits; one tap takes it and reloads once. Nothing is taken over unasked. */
class UpdateNotice extends HTMLElement {
  async connectedCallback() {
    const worker = await registered();
    if (!worker) return;
    this.offer(worker.waiting);
    worker.addEventListener("updatefound", () => this.follow(worker.installing));
    this.querySelector("button").addEventListener("click", () => this.take());
  }

  follow(installing) {
    installing.addEventListener("statechange", () => {
      if (installing.state === "installed") this.offer(installing);
    });
  }

  offer(waiting) {
    this.waiting = navigator.serviceWorker.controller ? waiting : null;
    this.hidden = !this.waiting;
  }

  take() {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
      once: true,
    });
    this.waiting.postMessage("take-over");
  }
}

/** The worker, or nothing where there is none to be had (sync.md, kind C). */
function registered() {
  return navigator.serviceWorker
    ?.register("/service-worker.js", { type: "module", updateViaCache: "none" })
    .catch(() => null);
}

customElements.define("update-notice", UpdateNotice);
