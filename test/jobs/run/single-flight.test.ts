import { describe, expect, it, vi } from "vitest";
import type { Progress } from "../../../src/chat/message.ts";
import { CuepointError } from "../../../src/errors.ts";
import { JobStop } from "../../../src/jobs/queue/queue.ts";
import { createSingleFlight } from "../../../src/jobs/run/single-flight.ts";
import type { KeptParts, SummaryDeps, SummaryRequest, SummaryResult } from "../../../src/summary/request.ts";
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
  const runs: {
    request: SummaryRequest;
    signal: AbortSignal;
    end: () => void;
    fail: (error: CuepointError) => void;
  }[] = [];
  const flight = createSingleFlight((_, asked, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<SummaryResult>();
    signal.addEventListener("abort", () => reject(signal.reason));
    runs.push({ request: asked, signal, end: () => resolve(watched), fail: reject });
    return promise;
  });
  return { runs, flight };
}

function keeping(drop: KeptParts["drop"]): KeptParts {
  return { find: async () => null, keep: async () => undefined, drop };
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

  it("does not share with another detail", async () => {
    const { runs, flight } = prepared();
    const results = (["brief", "normal", undefined] as const).map((detail) =>
      flight(deps, request("key", { ...(detail && { detail }) }), never),
    );
    expect(runs).toHaveLength(2);
    for (const { end } of runs) end();
    await Promise.all(results);
  });

  it("goes on for the first when another leaves, and stops when the last does", async () => {
    const { runs, flight } = prepared();
    const [first, second] = [new AbortController(), new AbortController()];
    const results = [flight(deps, request("key"), first.signal), flight(deps, request("key"), second.signal)];
    second.abort();
    await expect(results[1]).rejects.toMatchObject({ code: "cancelled" });
    expect(runs[0]?.signal.aborted).toBe(false);
    first.abort();
    await expect(results[0]).rejects.toMatchObject({ code: "cancelled" });
    expect(runs[0]?.signal.aborted).toBe(true);
  });

  it("begins anew with the file of the next when the one whose file is watched leaves", async () => {
    const { runs, flight } = prepared();
    const leaving = new AbortController();
    const drops: string[] = [];
    const kept = (who: string) => ({ kept: keeping(async () => void drops.push(who)) });
    const first = flight(deps, request("key", { path: "/first", ...kept("first") }), leaving.signal);
    const second = flight(deps, request("key", { path: "/second", ...kept("second") }), never);
    const third = flight(deps, request("key", { path: "/third", ...kept("third") }), never);
    leaving.abort();
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    expect(runs[1]?.request.path).toBe("/second");
    // What is kept of the video is still wanted.
    expect(drops).toEqual([]);
    runs[1]?.end();
    expect(await Promise.all([second, third])).toEqual([watched, watched]);
    expect(runs).toHaveLength(2);
  });

  it("drops what is kept when the last was stopped by a person, and only then", async () => {
    for (const [reason, dropped] of [
      ["cancelled", 1],
      ["closed", 1],
      ["shutdown", 0],
      ["lost", 0],
    ] as const) {
      const { flight } = prepared();
      const stop = new AbortController();
      let drops = 0;
      const kept = keeping(async () => void drops++);
      const result = flight(deps, request("key", { kept }), stop.signal);
      stop.abort(new JobStop(reason));
      await expect(result).rejects.toMatchObject({ code: "cancelled" });
      expect(drops, reason).toBe(dropped);
    }
  });

  it("fails for all who wait when it fails, and is not begun again", async () => {
    const { runs, flight } = prepared();
    const results = ["/a", "/b"].map((path) => flight(deps, request("key", { path }), never));
    runs[0]?.fail(new CuepointError("no-frames"));
    for (const result of results) await expect(result).rejects.toMatchObject({ code: "no-frames" });
    expect(runs).toHaveLength(1);
  });
});

describe("a single flight about a long video", () => {
  const part = (number: number) => [summary({ title: `Part ${number}` }), { number, of: 3 }] as const;
  const hearing = (told: string[], more: Partial<SummaryRequest> = {}) =>
    request("key", {
      onPart: async ({ title }) => void told.push(title),
      onGlimpse: async () => void told.push("glimpse"),
      ...more,
    });

  it("tells each part to everyone, and those before to one who comes later", async () => {
    const { runs, flight } = prepared();
    const [early, late]: [string[], string[]] = [[], []];
    const first = flight(deps, hearing(early), never);
    await runs[0]?.request.onGlimpse?.([]);
    await runs[0]?.request.onPart?.(...part(1));
    const second = flight(deps, hearing(late), never);
    await runs[0]?.request.onPart?.(...part(2));
    expect(early).toEqual(["glimpse", "Part 1", "Part 2"]);
    expect(late).toEqual(["Part 1", "Part 2"]);
    runs[0]?.end();
    await Promise.all([first, second]);
  });

  it("shows the first stills to one who comes later, unless there are parts", async () => {
    const { runs, flight } = prepared();
    const [early, late, latest]: [string[], string[], string[]] = [[], [], []];
    const waiting = [flight(deps, hearing(early), never)];
    await runs[0]?.request.onGlimpse?.([]);
    waiting.push(flight(deps, hearing(late), never));
    await runs[0]?.request.onPart?.(...part(1));
    waiting.push(flight(deps, hearing(latest), never));
    await runs[0]?.request.onPart?.(...part(2));
    expect(late).toEqual(["glimpse", "Part 1", "Part 2"]);
    expect(latest).toEqual(["Part 1", "Part 2"]);
    runs[0]?.end();
    await Promise.all(waiting);
  });

  it("shows how far it is to one who comes later", async () => {
    const { runs, flight } = prepared();
    const first = flight(deps, request("key"), never);
    runs[0]?.request.report({ step: "scan", fraction: 0.5 });
    runs[0]?.request.report({ step: "ask" });
    const seen: Progress[] = [];
    const second = flight(deps, request("key", { report: (progress) => seen.push(progress) }), never);
    expect(seen).toEqual([{ step: "ask" }]);
    runs[0]?.end();
    await Promise.all([first, second]);
  });

  it("tells no part again when it is begun anew with what is kept", async () => {
    const { runs, flight } = prepared();
    const told: string[] = [];
    const leaving = new AbortController();
    const first = flight(deps, hearing([]), leaving.signal);
    const second = flight(deps, hearing(told), never);
    await runs[0]?.request.onPart?.(...part(1));
    leaving.abort();
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    await runs[1]?.request.onPart?.(...part(1));
    await runs[1]?.request.onPart?.(...part(2));
    expect(told).toEqual(["Part 1", "Part 2"]);
    runs[1]?.end();
    await second;
  });

  it("fails for the one who cannot be told, and goes on for the others", async () => {
    const { runs, flight } = prepared();
    const told: string[] = [];
    const deaf = flight(
      deps,
      hearing([], { onPart: () => Promise.reject(new CuepointError("platform-unreachable")) }),
      never,
    );
    const other = flight(deps, hearing(told), never);
    await runs[0]?.request.onPart?.(...part(1));
    await expect(deaf).rejects.toMatchObject({ code: "platform-unreachable" });
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    runs[1]?.end();
    expect(await other).toEqual(watched);
    expect(told).toEqual(["Part 1"]);
  });
});

describe("a single flight that has ended", () => {
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
