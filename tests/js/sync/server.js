// The server's side of sync.md, as small as it can be and still be faithful.

const EFFECTS = ["call.log", "call.amend", "call.undo"];

export class Server {
  /** `uniqueId: false` is the control that must fail: a server that remembers nothing. */
  constructor({ uniqueId = true, now = () => Date.now() } = {}) {
    Object.assign(this, { uniqueId, now, epoch: "e1", devices: new Map(), ops: [], calls: [], requests: [] });
    this.decide = () => ({ status: "applied" });
  }

  /** `POST /sync`, in one transaction: {status, body}. */
  post(sent, userId) {
    this.requests.push({ at: this.now(), ...sent });
    if (sent.user !== userId) return this.#refused("sync_other_user");
    if (sent.epoch && sent.epoch !== this.epoch) return this.#refused("sync_new_epoch", { epoch: this.epoch });
    const device = this.#meet(sent, userId);
    const results = this.#take(sent, device, userId);
    const sheet_changed = results.some(({ status }) => status === "applied" || status === "conflict");
    return { status: 200, body: this.#signed({ last_seq: device.last_seq, retry_after_ms: 0, sheet_changed, results }) };
  }

  /** What a backup holds, and what coming back from it does. */
  backup() {
    const { devices, ops, calls } = this;
    return structuredClone({ devices, ops, calls });
  }

  restore(backup) {
    Object.assign(this, structuredClone(backup), { epoch: `${this.epoch}+` });
  }

  #take(sent, device, userId) {
    let stopped = null;
    return sent.ops.map((op) => {
      const result = stopped ?? this.#judge(op, device, userId);
      if (["gap", "fork"].includes(result.status)) stopped = result;
      return { id: op.id, seq: op.seq, ...result };
    });
  }

  #judge(op, device, userId) {
    if (!this.uniqueId) return this.#carryOut(op, device, userId);
    const here = this.ops.find(({ device: id, seq }) => id === device.id && seq === op.seq);
    if (device.user !== userId || (here && here.id !== op.id)) return { status: "fork" };
    if (here) return again(here, op);
    if (op.seq > device.last_seq + 1) return { status: "gap", expected: device.last_seq + 1 };
    const known = this.ops.find(({ id }) => id === op.id);
    if (op.seq <= device.last_seq) return known ? again(known, op) : { status: "fork" };
    if (!known) return this.#carryOut(op, device, userId);
    device.last_seq = op.seq;
    return again(known, op);
  }

  #carryOut(op, device, userId) {
    const result = JSON.stringify(op).length > 16 * 1024 ? { status: "too_large" } : this.decide(op);
    const stored = ["applied", "conflict"].includes(result.status);
    if (stored && EFFECTS.includes(op.kind)) this.calls.push({ ...op, user: userId, device: device.id });
    this.ops.push({ id: op.id, seq: op.seq, kind: op.kind, device: device.id, hash: hash(op), result });
    device.last_seq = Math.max(device.last_seq, op.seq);
    return result;
  }

  #meet({ device: id, max_seq, queued }, user) {
    const device = this.devices.get(id) ?? { id, user, last_seq: 0, max_seq: 0 };
    this.devices.set(id, Object.assign(device, { queued, max_seq: Math.max(device.max_seq, max_seq) }));
    return device;
  }

  #refused(error, more = {}) {
    return { status: 409, body: { proto: 1, error, ...more } };
  }

  #signed(body) {
    return { proto: 1, epoch: this.epoch, server_time: new Date(this.now()).toISOString(), ...body };
  }
}

function again(row, op) {
  if (row.hash !== hash(op)) return { status: "id_conflict" };
  const kept = ["id_conflict", "too_large"].includes(row.result.status);
  return kept ? row.result : { ...row.result, status: "duplicate", first: row.result.status };
}

const hash = ({ v, kind, lead, lead_rev, at, payload }) => JSON.stringify([v, kind, lead, lead_rev, at, payload]);
