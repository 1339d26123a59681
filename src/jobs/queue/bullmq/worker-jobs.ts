import type { Job as Token } from "bullmq";
import { createCompany } from "../company.ts";
import { type Entry, nameOf } from "../fair-order.ts";
import { JobStop, type ProcessEnd } from "../job-stop.ts";
import type { OrderStore } from "../order-store.ts";
import type { JobHandler } from "../queue.ts";
import { runTurn, type TurnDeps } from "../run-job.ts";
import type { Turns } from "../slots.ts";
import { tokenId } from "./worker-job-id.ts";

interface TokenWorkDeps extends Omit<TurnDeps, "handler" | "company"> {
  readonly fairOrder: OrderStore;
  readonly turns: Turns;
}

/** What a worker does with the tokens that BullMQ hands it. */
export function createTokenWork(deps: TokenWorkDeps) {
  const running = new Map<string, { readonly name: string; readonly abort: AbortController }>();
  const company = createCompany();
  return {
    run: (handler: JobHandler) => async (token: Token<Entry>) => {
      const name = nameOf(token.data);
      const entry = (await deps.fairOrder.read()).entries.get(name);
      // A token of an earlier turn: its job has had another one since, or has ended.
      if (entry?.turn !== token.data.turn) return;
      const abort = new AbortController();
      running.set(tokenId(entry), { name, abort });
      try {
        await deps.turns.release(entry, await runTurn(entry, abort, { ...deps, company, handler }));
      } finally {
        running.delete(tokenId(entry));
      }
    },
    cancel(name: string) {
      for (const one of running.values()) if (one.name === name) one.abort.abort(new JobStop("cancelled"));
    },
    /** BullMQ has given the token to another worker, or will. */
    lose(token: string) {
      running.get(token)?.abort.abort(new JobStop("lost"));
    },
    stopAll(end: ProcessEnd) {
      for (const { abort } of running.values()) abort.abort(new JobStop(end));
    },
  };
}
