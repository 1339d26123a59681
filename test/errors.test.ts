import { describe, expect, it } from "vitest";
import { asCuepointError, CuepointError } from "../src/errors.ts";
import { JobStop } from "../src/jobs/queue/queue.ts";
import { retryDelay } from "../src/jobs/run/retry-policy.ts";

const running = new AbortController().signal;
const abort = () => new DOMException("This operation was aborted", "AbortError");

describe("an abort", () => {
  it.each([
    ["a request that took too long", abort()],
    ["a time limit of the platform's", new DOMException("too late", "TimeoutError")],
    ["a library that speaks of a stop which nobody has ordered", new CuepointError("cancelled", {}, abort())],
  ])("that is %s is a fault that may pass, and nobody's stop", (_, thrown) => {
    const error = asCuepointError(thrown, running);
    expect(error.code).toBe("unexpected");
    expect(retryDelay(error, 0, () => 0)).toBeGreaterThan(0);
  });

  it("without a signal is nobody's stop either", () => {
    expect(asCuepointError(abort()).code).toBe("unexpected");
  });

  it.each([
    ["a person's", new JobStop("cancelled")],
    ["a signal's own", abort()],
    ["a code's", new CuepointError("cancelled")],
  ])("is %s stop where the signal says so", (_, reason) => {
    expect(asCuepointError(reason, AbortSignal.abort(reason)).code).toBe("cancelled");
  });
});

it("waits for a platform that is out of reach, as for everything that may come back", () => {
  expect(retryDelay(new CuepointError("platform-unreachable"), 0, () => 0)).toBeGreaterThan(0);
});
