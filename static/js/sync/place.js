const TICK = 30000;

/** Three kinds of place (sync.md): A keeps all, B may be wiped, C cannot start offline. */
export function kindOf({ secure, worker, standalone, ios }) {
  if (!secure || !worker) return "C";
  return ios && !standalone ? "B" : "A";
}

/** The facts of this place. An iPad says that it is a Mac, but no Mac has a touch screen. */
export function here({ navigator, isSecureContext, matchMedia } = globalThis) {
  const { userAgent, maxTouchPoints, serviceWorker, standalone } = navigator;
  return {
    secure: isSecureContext,
    worker: Boolean(serviceWorker),
    standalone: standalone === true || matchMedia("(display-mode: standalone)").matches,
    ios: /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1),
    wechat: /MicroMessenger/i.test(userAgent),
  };
}

/** Calls back at every reason to try again; returns what stops that. */
export function listen({ page, after }, { tryAgain, wentOffline, tick }) {
  const events = [
    [page.document, "visibilitychange", () => page.document.visibilityState === "visible" && tryAgain("visible")],
    [page, "pageshow", ({ persisted }) => persisted && tryAgain("pageshow")],
    [page, "online", () => tryAgain("online")],
    [page, "offline", wentOffline],
  ];
  for (const [target, type, act] of events) target.addEventListener(type, act);
  let cancel;
  const again = () => (cancel = after(TICK, () => again(tick())));
  again();
  return () => {
    cancel();
    for (const [target, type, act] of events) target.removeEventListener(type, act);
  };
}
