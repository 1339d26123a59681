import type { Progress } from "../../chat/message.ts";
import { CuepointError } from "../../errors.ts";
import type { SummaryDeps, SummaryRequest, SummaryResult } from "../../summary/request.ts";
import type { Still, Summary } from "../../summary/summary.ts";
import { untilAborted } from "../../util/timeout.ts";
import { stopReason } from "../queue/queue.ts";
import { type Asker, createAsker } from "./asker.ts";

type Summarize = (deps: SummaryDeps, request: SummaryRequest, signal: AbortSignal) => Promise<SummaryResult>;
type OnPart = NonNullable<SummaryRequest["onPart"]>;

interface Flight {
  readonly result: Promise<SummaryResult>;
  readonly abort: AbortController;
  /** Whose file is watched, and whose job is charged. */
  readonly owner: Asker;
  readonly waiting: Set<Asker>;
  /** What was told so far of a long video. */
  readonly told: Parameters<OnPart>[];
  /** How far it is and what it looks like, for those who come later. */
  readonly latest: { progress: Progress | null; stills: readonly Still[] | null };
  state: "flying" | "over" | "orphaned";
}

/**
 * Promises: the same content with the same options, asked for in one tenant at a time, is summarized once. Everyone who asked
 * sees the progress and the parts, and gets the result; the first one's job is charged. Where the first one leaves, its file
 * goes with it: the next one begins anew, and of a long video goes on with the parts that are kept.
 */
export function createSingleFlight(summarize: Summarize): Summarize {
  const flights = new Map<string, Flight>();
  /** The key of each request that has not come back. */
  const waiting: string[] = [];

  const start = (key: string, deps: SummaryDeps, request: SummaryRequest, owner: Asker): Flight => {
    const abort = new AbortController();
    const waiting = new Set<Asker>();
    const told: Parameters<OnPart>[] = [];
    const latest: Flight["latest"] = { progress: null, stills: null };
    const everyone = toAll({ waiting, told, latest });
    const result = summarize(deps, { ...request, ...everyone }, abort.signal).finally(() => {
      if (flight.state === "flying") flight.state = "over";
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight = { result, abort, owner, waiting, told, latest, state: "flying" };
    flights.set(key, flight);
    return flight;
  };

  /** Without the owner, or anyone at all, it ends; and is over when everything it started has ended. */
  const leave = async (key: string, flight: Flight, asker: Asker): Promise<void> => {
    flight.waiting.delete(asker);
    const isNeeded = flight.waiting.size > 0 && flight.owner !== asker;
    if (isNeeded || flight.state === "over") return;
    flight.state = "orphaned";
    if (flights.get(key) === flight) flights.delete(key);
    flight.abort.abort();
    await flight.result.catch(() => undefined);
  };

  /** Null where it ended under those who wait, because the owner has left. */
  const wait = async (key: string, flight: Flight, asker: Asker, signal: AbortSignal) => {
    flight.waiting.add(asker);
    showLatest(flight, asker);
    for (const part of flight.told) void asker.tell(...part);
    try {
      return await untilAborted(Promise.race([flight.result, asker.failed]), signal);
    } catch (error) {
      if (flight.state === "orphaned" && !signal.aborted) return null;
      asker.leave();
      await leave(key, flight, asker);
      throw signal.aborted ? new CuepointError("cancelled", {}, signal.reason) : error;
    } finally {
      flight.waiting.delete(asker);
    }
  };

  return async (deps, request, signal) => {
    const key = keyOf(request);
    const asker = createAsker(request);
    waiting.push(key);
    try {
      for (;;) {
        signal.throwIfAborted();
        const flight = flights.get(key) ?? start(key, deps, request, asker);
        const result = await wait(key, flight, asker, signal);
        if (result) return result;
      }
    } catch (error) {
      // A person who stops it wants nothing of it kept. After a fault or the program's end, the next try goes on with the parts.
      const isAlone = waiting.filter((other) => other === key).length === 1;
      if (isStopped(signal) && isAlone) await request.kept?.drop();
      throw error;
    } finally {
      waiting.splice(waiting.indexOf(key), 1);
    }
  };
}

/** The routing key names tenant and content. */
function keyOf({ routingKey, range, keyframes, detail, language, ...switches }: SummaryRequest): string {
  const { thorough, explain, noSound } = switches;
  const more = [detail ?? "normal", thorough, explain, noSound];
  return JSON.stringify([routingKey, range.from, range.to, keyframes, language, ...more]);
}

function showLatest({ latest: { progress, stills }, told }: Flight, asker: Asker): void {
  if (progress) asker.report(progress);
  // Parts show more; and nothing is lost with the first stills.
  if (stills && told.length === 0) void asker.glimpse(stills).catch(() => undefined);
}

function toAll({ waiting, told, latest }: Pick<Flight, "waiting" | "told" | "latest">) {
  return {
    report(now: Progress) {
      latest.progress = now;
      for (const asker of waiting) asker.report(now);
    },
    async onGlimpse(stills: readonly Still[]) {
      latest.stills = stills;
      for (const asker of waiting) await asker.glimpse(stills);
    },
    // One after another, so that two who ask in one thread do not say the same at the same time.
    async onPart(part: Summary, place: Parameters<OnPart>[1]) {
      told.push([part, place]);
      for (const asker of waiting) await asker.tell(part, place);
    },
  };
}

function isStopped(signal: AbortSignal): boolean {
  const reason = stopReason(signal);
  return reason === "cancelled" || reason === "closed";
}
