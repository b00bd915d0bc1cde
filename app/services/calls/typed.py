from collections.abc import Mapping

from app import clock
from app.rules.calls.times import BY_RECEIPT, CallTime
from app.services.calls import grounds, log
from app.services.calls.log import Logged, Sent
from app.services.calls.past import Past
from app.services.transaction import write


def log_now(uuid: str, lead_id: int, person_id: int, payload: Mapping[str, object]) -> Logged:
    """A call logged by the plain form, without a script: it counts as begun when it arrives.

    The same id twice is the same call: the form carries it, so that pressing twice is harmless.
    Raises what `log.log` raises (rules.md §3).
    """
    with write():
        known = log.known(uuid, person_id)
        if known is not None:
            return known
        time = CallTime(clock.now(), BY_RECEIPT, None)
        past = Past(person_id, [lead_id])
        logged = log.log(Sent(uuid, lead_id, person_id, payload, time), grounds.today(), past)
        past.store()
        return logged
