import type { Queue } from "bullmq";
import type { Logger } from "../../../logger.ts";
import { type Entry, nameOf, type OrderStore } from "../fair-order.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Slots } from "../slots.ts";
import { bullJobId } from "./worker-jobs.ts";

interface Checked {
  readonly fairOrder: OrderStore;
  readonly queue: Queue<Entry>;
  readonly slots: Slots;
  readonly scheduler: Scheduler;
  /** Stops a job that runs in this process. */
  readonly stop: (name: string) => void;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds between two checks. */
  readonly reconcileMs?: number;
}

const RECONCILE_MS = 10_000;
/** The records are read in every sixth check. */
const RECORDS_EVERY = 6;
/** A slot given so recently may be on its way into BullMQ's queue, milliseconds. */
const GRACE_MS = 5_000;

/** Compares the order with Redis often, and with the records, which costs more, once in a while. */
export function startChecks(checked: Checked) {
  const { scheduler, logger, reconcileMs = RECONCILE_MS } = checked;
  let round = 0;
  const check = async () => {
    await reconcile(checked);
    round += 1;
    if (round % RECORDS_EVERY === 0) await scheduler.recover();
  };
  const timer = setInterval(() => {
    check().catch((error: unknown) => logger.warn({ err: error }, "the order of jobs could not be checked"));
  }, reconcileMs);
  return { stop: () => clearInterval(timer) };
}

/**
 * Frees slots whose BullMQ job is gone, because Redis forgot it or because a process died between the two writes;
 * stops what was cancelled while this process could not be told; gives out what is free.
 */
async function reconcile({ fairOrder, queue, slots, stop, now }: Checked): Promise<void> {
  const { entries } = await fairOrder.read();
  for (const entry of entries.values()) {
    if (entry.cancelled) stop(nameOf(entry));
    if (entry.heldAt === null || entry.heldAt > now() - GRACE_MS) continue;
    if (await queue.getJob(bullJobId(entry))) continue;
    await fairOrder.change((all) => {
      const current = all.entries.get(nameOf(entry));
      if (current?.turn === entry.turn) all.entries.set(nameOf(entry), { ...current, heldAt: null });
    });
  }
  await slots.pump();
}
