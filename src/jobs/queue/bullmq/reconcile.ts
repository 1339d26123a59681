import type { Queue } from "bullmq";
import { type Entry, nameOf } from "../fair-order.ts";
import type { OrderStore } from "../order-store.ts";
import type { Slots } from "../slots.ts";
import { bullJobId } from "./worker-job-id.ts";

export interface ReconcileDeps {
  readonly fairOrder: OrderStore;
  readonly queue: Queue<Entry>;
  readonly slots: Slots;
  readonly stopCancelled: (entry: Entry) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A slot given so recently may be on its way into BullMQ's queue, milliseconds. */
const GRACE_MS = 5_000;

/**
 * Frees slots whose BullMQ job is gone, because Redis forgot it or because a process died between the two writes;
 * stops what was cancelled while this process could not be told; gives out what is free.
 */
export async function reconcile({
  fairOrder,
  queue,
  slots,
  stopCancelled,
  now,
}: ReconcileDeps): Promise<void> {
  const { entries } = await fairOrder.read();
  for (const entry of entries.values()) {
    if (entry.cancelled) stopCancelled(entry);
    if (entry.heldAt === null || entry.heldAt > now() - GRACE_MS) continue;
    if (await queue.getJob(bullJobId(entry))) continue;
    await fairOrder.change((all) => {
      const current = all.entries.get(nameOf(entry));
      if (current?.turn === entry.turn) all.entries.set(nameOf(entry), { ...current, heldAt: null });
    });
  }
  await slots.pump();
}
