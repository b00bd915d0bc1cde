// The sheet's own order is the server's (rules.md §3); here only what the clock and the rep change.

/** A lead's number as it stands in the page; one entered here has a name of its own until it arrives. */
export const idOf = (text) => (/^\d+$/.test(text) ? Number(text) : text);

const byDue = (a, b) => Date.parse(a.due_at) - Date.parse(b.due_at);
export const isPromise = (lead) => lead?.section === "call_back" && Boolean(lead.due_at);

/** Who is to be called now, in order, and whose hour is still to come: a promise, or another try. */
export function arrange(leads, now, skipped = {}) {
  const waits = (lead) => (isPromise(lead) || lead.section === "retry") && Date.parse(lead.due_at) > now;
  const later = leads.filter(waits);
  const ready = leads.filter((lead) => !waits(lead));
  const due = ready.filter(isPromise).sort(byDue);
  const rest = ready.filter((lead) => !isPromise(lead));
  const fresh = [...due, ...rest];
  return {
    queue: [
      ...fresh.filter(({ id }) => !(id in skipped)),
      ...fresh.filter(({ id }) => id in skipped),
    ],
    later: later.sort(byDue),
  };
}

/** The lead on the page: the one being worked on stays, else the chosen one, else the first. Who
    rings need not be on the list. */
export function currentOf({ queue, later, guests = [] }, { engaged, picked }) {
  const all = [...queue, ...later, ...guests];
  const find = (id) => (id == null ? undefined : all.find((lead) => lead.id === id));
  return find(engaged) ?? find(picked) ?? queue[0] ?? null;
}

/** Leads without those logged here, until the server or this phone's own records show them anew: a
    promise for later today is kept without a network, too. */
export function withoutHandled(leads, handled) {
  const isNewer = ({ rev, attempts }, then) => rev > then.rev || attempts > then.attempts;
  return leads.filter((lead) => !handled.has(lead.id) || isNewer(lead, handled.get(lead.id)));
}
