import { pause } from "../tests/js/sync/phone.js";

/**
 * A `fetch` to the server as this person's browser would do it. Uncompressed: in Node 20 the text of a
 * compressed answer that is aborted half-way at times never comes, nor does an error.
 */
export function reachFor(url, { cookie }, delay = 0) {
  return async (path, init) => {
    await pause(delay);
    const own = { cookie: `lianxian=${cookie}`, "sec-fetch-site": "same-origin", "accept-encoding": "identity" };
    const headers = { ...init.headers, ...own };
    return fetch(url + path, { ...init, headers });
  };
}
