import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startDeadline, untilAborted, within } from "../../src/util/timeout.ts";

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

const never = new AbortController().signal;

describe("startDeadline", () => {
  it("aborts when the next piece does not come in time", () => {
    const deadline = startDeadline(60_000, never, "model-timeout");
    deadline.expect(5000, "model-timeout");
    vi.advanceTimersByTime(4999);
    expect(deadline.signal.aborted).toBe(false);
    expect(deadline.verdict()).toBeNull();
    vi.advanceTimersByTime(1);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.verdict()).toMatchObject({ code: "model-timeout", details: { seconds: 5 } });
  });

  it("gives every piece its own time", () => {
    const deadline = startDeadline(60_000, never, "model-timeout");
    for (let piece = 0; piece < 5; piece++) {
      deadline.expect(5000, "model-timeout");
      vi.advanceTimersByTime(4000);
    }
    expect(deadline.signal.aborted).toBe(false);
  });

  it("does not count the time that the reader takes", () => {
    const deadline = startDeadline(60_000, never, "model-timeout");
    deadline.expect(5000, "model-timeout");
    deadline.pause();
    vi.advanceTimersByTime(50_000);
    expect(deadline.signal.aborted).toBe(false);
  });

  it("ends a reply that drips for ever", () => {
    const deadline = startDeadline(60_000, never, "model-timeout");
    for (let piece = 0; piece < 20; piece++) {
      deadline.expect(5000, "model-timeout");
      vi.advanceTimersByTime(4000);
    }
    expect(deadline.verdict()).toMatchObject({ code: "model-timeout", details: { seconds: 60 } });
  });

  it("follows the caller's signal, also one aborted before", () => {
    const abort = new AbortController();
    const deadline = startDeadline(60_000, abort.signal, "model-timeout");
    abort.abort();
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.verdict()).toMatchObject({ code: "cancelled" });
    expect(startDeadline(60_000, abort.signal, "model-timeout").signal.aborted).toBe(true);
  });

  it("leaves no timer behind when it ends, and closes what is still open", () => {
    const deadline = startDeadline(60_000, never, "model-timeout");
    deadline.expect(5000, "model-timeout");
    deadline.end();
    expect(vi.getTimerCount()).toBe(0);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.verdict()).toBeNull();
  });
});
