/** Where a text belongs that was kept before texts said it themselves: a note of a meeting. */
export function placeOf(key) {
  const [, meeting, point] = key.match(/^(\d+)-(.+)$/) ?? [];
  if (!meeting) return {};
  return { url: `/meetings/${meeting}/notes`, fields: { point }, page: `/meetings/${meeting}`, label: "" };
}

/** Where the text of a form belongs: {key, url, fields, page, label}. */
export function placeIn(form, { kept: key, label }) {
  const own = ["text", "base", "uuid", "other"];
  const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => !own.includes(name)));
  return { key, url: form.getAttribute("action"), fields, page: location.pathname + location.search, label };
}
