"""A run as the text of rules.md §2.2 says it, sentence by sentence, with fractions and no haste."""

from fractions import Fraction


def slow_run(waiting, reps, most=None):
    """[(lead, rep)] in order, and everybody's carry afterwards."""
    pool = sorted(waiting, key=lambda lead: (lead.since, lead.lead))
    n_waiting, total = len(pool), sum(rep.entitlement for rep in reps)
    waiting_of = {s: sum(lead.source == s for lead in pool) for s in {w.source for w in pool}}
    gone, got, had, out = {}, {}, {}, []

    def turn_of_source(source):
        share = Fraction(waiting_of[source] * (len(out) + 1), n_waiting)
        return (-(share - gone.get(source, 0)), source)

    def turn_of_rep(rep, source):
        k = len(out) + 1
        due = rep.carry + Fraction(k * rep.entitlement, total) - got.get(rep.number, 0)
        this_month = rep.of_source.get(source, 0) + had.get((rep.number, source), 0)
        return (-due, this_month, rep.number)

    while pool and (most is None or len(out) < most):
        source = min({lead.source for lead in pool}, key=turn_of_source)
        lead = next(lead for lead in pool if lead.source == source)
        pool.remove(lead)
        may = [r for r in reps if got.get(r.number, 0) < r.entitlement]
        may = [r for r in may if r.number not in lead.barred]
        if not may:
            continue
        rep = min(may, key=lambda r: turn_of_rep(r, lead.source))
        out.append((lead.lead, rep.number))
        gone[source] = gone.get(source, 0) + 1
        got[rep.number] = got.get(rep.number, 0) + 1
        had[rep.number, source] = had.get((rep.number, source), 0) + 1
    return out, {r.number: carried(r, len(out), got.get(r.number, 0), total) for r in reps}


def carried(rep, n, got, total):
    return rep.carry + (Fraction(n * rep.entitlement, total) if total else 0) - got
