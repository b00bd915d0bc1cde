// Between a phone and the server: `fetch` with faults.

const json = (body, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

const html = (status = 200) =>
  new Response("<title>Welcome to the Wi-Fi</title>", { status, headers: { "content-type": "text/html" } });

export const redirect = () => ({ type: "opaqueredirect", status: 0, headers: new Headers(), text: async () => "" });

export const answers = { json, html, redirect };

/** What `GET /sheet/key` answers: the same for the same user each time. */
export const keyOf = (user) => ({ proto: 1, user, key: Buffer.alloc(32, `key of ${user}`).toString("base64") });

/** What can go wrong with a request; each is given what would have been the answer. */
export const FAULTS = {
  lost: () => Promise.reject(new TypeError("Failed to fetch")),
  answerLost: async (reach) => {
    await reach();
    throw new TypeError("Failed to fetch");
  },
  portal: async () => html(),
  redirected: async () => redirect(),
  broken: async () => html(500),
  brokenAfter: async (reach) => {
    await reach();
    return html(502);
  },
  cut: async (reach) => {
    const text = await (await reach()).text();
    return new Response(text.slice(0, -20), { headers: { "content-type": "application/json" } });
  },
  limited: async () => new Response("", { status: 429, headers: { "retry-after": "1" } }),
};

/** A `fetch` for the user; `fault(init)` names what goes wrong with this request, if anything. */
export function connect(server, userId, { fault = () => null, sheet = null } = {}) {
  return async (path, init) => {
    await new Promise(setImmediate);
    const reach = async () => {
      if (path === "/sheet/key") return json(keyOf(userId));
      if (path === "/sheet") return sheet ? sheet(init) : json({}, 404);
      const { status, body } = server.post(JSON.parse(init.body), userId);
      return json(body, status);
    };
    const name = fault(path, init);
    return name ? FAULTS[name](reach) : reach();
  };
}
