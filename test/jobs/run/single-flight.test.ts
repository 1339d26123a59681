import { describe, expect, it } from "vitest";
import type { Progress } from "../../../src/chat/message.ts";
import { createSingleFlight } from "../../../src/jobs/run/single-flight.ts";
import type { SummaryDeps, SummaryRequest, SummaryResult } from "../../../src/summary/request.ts";
import { summary } from "../../fixtures/summary.ts";

const watched: SummaryResult = { summary: summary(), opening: null, cuts: [] };

function request(routingKey: string, more: Partial<SummaryRequest> = {}): SummaryRequest {
  return {
    path: "/video",
    name: "talk.mp4",
    sha256: "abc",
    range: {},
    language: "en",
    routingKey,
    report: () => undefined,
    ...more,
  };
}

function prepared() {
  const runs: { request: SummaryRequest; signal: AbortSignal; end: () => void }[] = [];
  const flight = createSingleFlight((_, asked, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<SummaryResult>();
    signal.addEventListener("abort", () => reject(signal.reason));
    runs.push({ request: asked, signal, end: () => resolve(watched) });
    return promise;
  });
  return { runs, flight };
}

/** What a flight hands on, and never looks at. */
const deps = {} as SummaryDeps;
const never = new AbortController().signal;

describe("a single flight", () => {
  it("does identical work once and answers both, with progress for both", async () => {
    const { runs, flight } = prepared();
    const seen: [string, Progress][] = [];
    const results = ["a", "b"].map((who) =>
      flight(deps, request("key", { report: (p) => seen.push([who, p]) }), never),
    );
    runs[0]?.request.report({ step: "scan" });
    runs[0]?.end();
    expect(await Promise.all(results)).toEqual([watched, watched]);
    expect(runs).toHaveLength(1);
    expect(seen).toEqual([
      ["a", { step: "scan" }],
      ["b", { step: "scan" }],
    ]);
  });

  it.each([
    ["another tenant or content", request("other")],
    ["another language", request("key", { language: "de" })],
    ["another range", request("key", { range: { from: 5 } })],
    ["another number of keyframes", request("key", { keyframes: 3 })],
    ["every frame decoded", request("key", { thorough: true })],
    ["the scan explained", request("key", { explain: true })],
    ["no listening", request("key", { noSound: "turned-off" })],
  ])("does not share with %s", async (_, other) => {
    const { runs, flight } = prepared();
    const results = [flight(deps, request("key"), never), flight(deps, other, never)];
    expect(runs).toHaveLength(2);
    for (const { end } of runs) end();
    await Promise.all(results);
  });

  it("goes on for the others when one leaves, and stops when the last does", async () => {
    const { runs, flight } = prepared();
    const [first, second] = [new AbortController(), new AbortController()];
    const results = [flight(deps, request("key"), first.signal), flight(deps, request("key"), second.signal)];
    first.abort();
    await expect(results[0]).rejects.toMatchObject({ code: "cancelled" });
    expect(runs[0]?.signal.aborted).toBe(false);
    second.abort();
    await expect(results[1]).rejects.toMatchObject({ code: "cancelled" });
    expect(runs[0]?.signal.aborted).toBe(true);
  });

  it("starts anew after it has ended", async () => {
    const { runs, flight } = prepared();
    const result = flight(deps, request("key"), never);
    runs[0]?.end();
    await result;
    const again = flight(deps, request("key"), never);
    expect(runs).toHaveLength(2);
    runs[1]?.end();
    await again;
  });
});
