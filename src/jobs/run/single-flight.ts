import type { Progress } from "../../chat/message.ts";
import { CuepointError } from "../../errors.ts";
import type { SummaryDeps, SummaryRequest, SummaryResult } from "../../summary/request.ts";
import { untilAborted } from "../../util/timeout.ts";

type Summarize = (deps: SummaryDeps, request: SummaryRequest, signal: AbortSignal) => Promise<SummaryResult>;

interface Flight {
  readonly result: Promise<SummaryResult>;
  readonly abort: AbortController;
  readonly reports: Set<(progress: Progress) => void>;
}

/**
 * Promises: the same content with the same options, asked for in one tenant at a time, is summarized once. Everyone who asked
 * sees the progress and gets the result; the first one's job is charged. The work goes on until the last of them has left.
 */
export function createSingleFlight(summarize: Summarize): Summarize {
  const flights = new Map<string, Flight>();
  const start = (key: string, deps: SummaryDeps, request: SummaryRequest): Flight => {
    const abort = new AbortController();
    const reports = new Set<(progress: Progress) => void>();
    const report = (progress: Progress) => {
      for (const one of reports) one(progress);
    };
    const result = summarize(deps, { ...request, report }, abort.signal).finally(() => {
      if (flights.get(key)?.abort === abort) flights.delete(key);
    });
    const flight = { result, abort, reports };
    flights.set(key, flight);
    return flight;
  };
  return async (deps, request, signal) => {
    signal.throwIfAborted();
    // The routing key names tenant and content.
    const { routingKey, range, keyframes, language, thorough, explain, noSound } = request;
    const switches = [thorough, explain, noSound];
    const key = JSON.stringify([routingKey, range.from, range.to, keyframes, language, ...switches]);
    const flight = flights.get(key) ?? start(key, deps, request);
    flight.reports.add(request.report);
    try {
      return await untilAborted(flight.result, signal);
    } catch (error) {
      throw signal.aborted ? new CuepointError("cancelled", {}, signal.reason) : error;
    } finally {
      flight.reports.delete(request.report);
      if (flight.reports.size === 0) await abandon(flight, key);
    }
  };

  /** No request waits for it any more. It is over when everything it started has ended. */
  async function abandon({ abort, result }: Flight, key: string): Promise<void> {
    if (flights.get(key)?.abort === abort) flights.delete(key);
    abort.abort();
    await result.catch(() => undefined);
  }
}
