import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { untilAborted, within } from "../../src/util/timeout.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const endless = () => new Promise<never>(() => undefined);

describe("within", () => {
  it("waits no longer than it may, also for no time at all", async () => {
    const waits = Promise.all([within(endless(), 5000), within(endless(), 0), within(endless(), -20)]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await waits).toEqual([undefined, undefined, undefined]);
  });

  it("throws what the work throws, and leaves no timer behind", async () => {
    const fault = new Error("broken");
    await expect(within(Promise.reject(fault), 5000)).rejects.toBe(fault);
    await within(Promise.resolve(), 5000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("untilAborted", () => {
  it("gives the work's result where the signal stays silent", async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(3), signal)).toBe(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("throws the signal's reason at once, also of one that aborted before", async () => {
    const stop = new AbortController();
    const waiting = untilAborted(endless(), stop.signal);
    const reason = new Error("stopped");
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(untilAborted(Promise.reject(new Error("late")), stop.signal)).rejects.toBe(reason);
  });
});
