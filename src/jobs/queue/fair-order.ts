import { CuepointError } from "../../errors.ts";
import type { JobKey } from "../../store/jobs.ts";

/** Most jobs at one time. */
export interface JobLimits {
  /** Running on one machine. */
  readonly running: number;
  readonly runningPerTenant: number;
  readonly runningPerPerson: number;
  /** Waiting. */
  readonly queued: number;
  readonly queuedPerTenant: number;
  readonly queuedPerPerson: number;
}

/** An unfinished job as the order of work sees it. Plain JSON. */
export interface Entry extends JobKey {
  readonly person: string;
  /** Two entries with the same work do not run at the same time on different machines. */
  readonly work: string;
  /** Milliseconds since 1970 before which it does not start. */
  readonly notBefore: number;
  /** Counts how often it was given to a worker: what belongs to an earlier run is told by its number. */
  readonly turn: number;
  /** When it was given to a worker; null while it waits. */
  readonly heldAt: number | null;
  readonly cancelled: boolean;
}

/** Which jobs wait, which run, and which flow was served last. Small: its length is limited by `queued`. Changed in place. */
export interface FairOrder {
  readonly entries: Map<string, Entry>;
  /** The number of a flow's (a tenant's or a person's) last turn; it decides whose is next. */
  readonly served: Map<string, number>;
  turns: number;
}

/** Less than one turn, so that a newcomer does not overtake a flow that has waited for one. */
const NEWCOMER = 0.5;

export function emptyOrder(): FairOrder {
  return { entries: new Map(), served: new Map(), turns: 0 };
}

export function nameOf({ tenant, id }: JobKey): string {
  return `${tenant}/${id}`;
}

/** Throws `limit-person`, `limit-tenant` or `limit-queue`. */
export function enter(fairOrder: FairOrder, entry: Entry, limits: JobLimits | null): void {
  if (limits) refuseAbove(fairOrder, entry, limits);
  fairOrder.entries.set(nameOf(entry), entry);
  for (const flow of flowsOf(entry)) {
    // Behind all but the one that has just had its turn.
    if (!fairOrder.served.has(flow)) fairOrder.served.set(flow, fairOrder.turns - NEWCOMER);
  }
}

export function remove(fairOrder: FairOrder, key: JobKey): void {
  fairOrder.entries.delete(nameOf(key));
  const flows = new Set([...fairOrder.entries.values()].flatMap(flowsOf));
  for (const flow of fairOrder.served.keys()) if (!flows.has(flow)) fairOrder.served.delete(flow);
}

/** Admits the jobs that may start now: tenant after tenant, in a tenant person after person, oldest first. */
export function admit(fairOrder: FairOrder, limits: JobLimits, now: number): Entry[] {
  const admitted: Entry[] = [];
  for (;;) {
    const next = pick(fairOrder, limits, now);
    if (!next) return admitted;
    const held = { ...next, heldAt: now, turn: next.turn + 1 };
    take(fairOrder, held);
    admitted.push(held);
  }
}

/** How many start before it, plus one; 0 for a job that does not wait. */
export function positionOf(fairOrder: FairOrder, key: JobKey): number {
  const name = nameOf(key);
  if (fairOrder.entries.get(name)?.heldAt !== null) return 0;
  const copy = { ...fairOrder, entries: new Map(fairOrder.entries), served: new Map(fairOrder.served) };
  for (let position = 1; ; position += 1) {
    const next = pick(copy, null, Number.POSITIVE_INFINITY);
    if (!next || nameOf(next) === name) return position;
    take(copy, { ...next, heldAt: 0 });
  }
}

/** The earliest time at which a waiting job may start; null where none waits for a time. */
export function nextDue(fairOrder: FairOrder, now: number): number | null {
  const times = [...fairOrder.entries.values()]
    .filter(({ heldAt, notBefore }) => heldAt === null && notBefore > now)
    .map(({ notBefore }) => notBefore);
  return times.length > 0 ? Math.min(...times) : null;
}

function flowsOf({ tenant, person }: Entry): [string, string] {
  return [tenant, `${tenant}/${person}`];
}

function take(fairOrder: FairOrder, entry: Entry): void {
  fairOrder.entries.set(nameOf(entry), entry);
  fairOrder.turns += 1;
  for (const flow of flowsOf(entry)) fairOrder.served.set(flow, fairOrder.turns);
}

/** Without limits: which job would be next if there were room. */
function pick(fairOrder: FairOrder, limits: JobLimits | null, now: number): Entry | null {
  const running = limits ? count(fairOrder, ({ heldAt }) => heldAt !== null) : null;
  if (limits && running && running.all >= limits.running) return null;
  const turn = (flow: string) => fairOrder.served.get(flow) ?? 0;
  let best: { entry: Entry; turns: [number, number] } | null = null;
  for (const entry of fairOrder.entries.values()) {
    if (entry.heldAt !== null || entry.notBefore > now) continue;
    const [tenant, person] = flowsOf(entry);
    if (limits && running && isFull(running, entry, limits)) continue;
    const turns: [number, number] = [turn(tenant), turn(person)];
    const isEarlier =
      !best || turns[0] < best.turns[0] || (turns[0] === best.turns[0] && turns[1] < best.turns[1]);
    if (isEarlier) best = { entry, turns };
  }
  return best?.entry ?? null;
}

interface Counted {
  all: number;
  readonly flows: Map<string, number>;
  readonly works: Set<string>;
}

function count(fairOrder: FairOrder, which: (entry: Entry) => boolean): Counted {
  const counted: Counted = { all: 0, flows: new Map(), works: new Set() };
  for (const entry of fairOrder.entries.values()) {
    if (!which(entry)) continue;
    counted.all += 1;
    counted.works.add(entry.work);
    for (const flow of flowsOf(entry)) counted.flows.set(flow, (counted.flows.get(flow) ?? 0) + 1);
  }
  return counted;
}

function isFull({ flows, works }: Counted, entry: Entry, limits: JobLimits): boolean {
  const [tenant, person] = flowsOf(entry);
  return (
    (flows.get(tenant) ?? 0) >= limits.runningPerTenant ||
    (flows.get(person) ?? 0) >= limits.runningPerPerson ||
    (entry.work !== "" && works.has(entry.work))
  );
}

function refuseAbove(fairOrder: FairOrder, entry: Entry, limits: JobLimits): void {
  const waiting = count(fairOrder, ({ heldAt }) => heldAt === null);
  const [tenant, person] = flowsOf(entry);
  const refuse = (code: "limit-person" | "limit-tenant" | "limit-queue", limit: number) => {
    throw new CuepointError(code, { limit });
  };
  if ((waiting.flows.get(person) ?? 0) >= limits.queuedPerPerson)
    refuse("limit-person", limits.queuedPerPerson);
  if ((waiting.flows.get(tenant) ?? 0) >= limits.queuedPerTenant)
    refuse("limit-tenant", limits.queuedPerTenant);
  if (waiting.all >= limits.queued) refuse("limit-queue", limits.queued);
}

/** Where the order of work is kept: in this process, or in Redis for many. */
export interface OrderStore {
  /** Atomic. `change` is synchronous and may be called again when another process was faster; what it throws changes nothing. */
  change<T>(change: (fairOrder: FairOrder) => T): Promise<T>;
  read(): Promise<FairOrder>;
}

/** For one process: nothing is lost with it, because the records say who is unfinished. */
export function createMemoryOrder(): OrderStore {
  const fairOrder = emptyOrder();
  return {
    change: async (change) => change(fairOrder),
    read: async () => fairOrder,
  };
}
