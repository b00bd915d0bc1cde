const PREFIX = "lianxian-attempts-";
const MARK = "<take-paper ";
const HEADERS = ["content-type", "content-security-policy", "cross-origin-opener-policy", "referrer-policy"];

const KEY = / data-key="[^"]*"/;

/** Keeps the page of an attempt for starting without a network, with the scripts that only papers
    need; the worker finds both. What opens the answers is kept elsewhere. */
export async function keepPage({ caches, fetch }, user, path, scripts = []) {
  if (!caches) return;
  const answer = await fetch(path, { headers: { accept: "text/html" } });
  const text = await answer.text();
  if (!answer.ok || answer.redirected || !text.includes(MARK)) return;
  const headers = HEADERS.map((name) => [name, answer.headers.get(name)]).filter(([, value]) => value);
  const kept = new Response(text.replace(KEY, "").replace(MARK, `${MARK}data-kept `), { headers });
  await forgetPages({ caches }, (name) => name !== PREFIX + user);
  const cache = await caches.open(PREFIX + user);
  await cache.addAll(scripts);
  await cache.put(path, kept);
}

export async function forgetPages({ caches }, isOld = () => true) {
  const names = ((await caches?.keys()) ?? []).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
}
