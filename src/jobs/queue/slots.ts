import type { Logger } from "../../logger.ts";
import { admit, type Entry, type JobLimits, nameOf, nextDue, type OrderStore, remove } from "./fair-order.ts";
import type { Outcome } from "./run-job.ts";

export interface SlotsOptions {
  readonly fairOrder: OrderStore;
  readonly limits: JobLimits;
  /** Starts the job that has got a slot, or hands it to another machine. */
  readonly dispatch: (entry: Entry) => Promise<void>;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Gives slots to the jobs that may run: at once, or later where a job has to wait for a time. */
export interface Slots {
  pump(): Promise<void>;
  /** The same in the background; tried again until it works. */
  poke(): void;
  /** A job's run is over, and its slot free. */
  release(entry: Entry, outcome: Outcome): Promise<void>;
  /** Gives out no more slots. */
  stop(): void;
}

const RETRY_MS = 1_000;
const LONGEST_TIMER_MS = 60_000;

export function createSlots({ fairOrder, limits, dispatch, logger, now }: SlotsOptions): Slots {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const pokeIn = (milliseconds: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(poke, Math.max(0, milliseconds)).unref();
  };
  const poke = () => {
    pump().catch((error: unknown) => {
      logger.warn({ err: error }, "the queue could not give out slots");
      pokeIn(RETRY_MS);
    });
  };
  const pump = async () => {
    if (stopped) return;
    const { admitted, due } = await fairOrder.change((all) => ({
      admitted: admit(all, limits, now()),
      due: nextDue(all, now()),
    }));
    if (due !== null) pokeIn(Math.min(due - now(), LONGEST_TIMER_MS));
    for (const entry of admitted) await dispatch(entry);
  };

  return {
    pump,
    poke,
    async release(entry, outcome) {
      if (outcome === "elsewhere") return;
      await fairOrder.change((all) => {
        const current = all.entries.get(nameOf(entry));
        if (current?.turn !== entry.turn) return;
        if (outcome === "ended") remove(all, entry);
        else all.entries.set(nameOf(entry), { ...current, heldAt: null, notBefore: outcome.at });
      });
      await pump();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
