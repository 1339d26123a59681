import { describe, expect, it } from "vitest";
import { asCuepointError, CuepointError, hasCode, readError } from "../src/errors.ts";
import { JobStop } from "../src/jobs/queue/queue.ts";
import { retryDelay } from "../src/jobs/run/retry-policy.ts";
import { ERROR_CODES, sampleError } from "./error-samples.ts";

const running = new AbortController().signal;
const abort = () => new DOMException("This operation was aborted", "AbortError");

describe("an abort", () => {
  it.each([
    ["a request that took too long", abort()],
    ["a time limit of the platform's", new DOMException("too late", "TimeoutError")],
    ["a library that reports a stop which was never asked for", new CuepointError("cancelled", {}, abort())],
  ])("that is %s is a fault that may pass, and no stop", (_, thrown) => {
    const error = asCuepointError(thrown, running);
    expect(error.code).toBe("unexpected");
    expect(retryDelay(error, 0, () => 0)).toBeGreaterThan(0);
  });

  it("without a signal is no stop either", () => {
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

describe("the details of an error", () => {
  it("go with its code, as far as the compiler knows", () => {
    // @ts-expect-error A sentence that names the file needs its name.
    expect(new CuepointError("file-missing").details).toEqual({});
    // @ts-expect-error The limit is a number.
    expect(new CuepointError("too-many-frames", { limit: "2" }).details).toEqual({ limit: "2" });
    const either = (code: "file-empty" | "not-a-video") =>
      // @ts-expect-error One of the two codes needs a name.
      new CuepointError(code);
    expect(either("not-a-video").details).toEqual({});
  });

  it("are known where the code is", () => {
    const error: unknown = new CuepointError("too-long", { minutes: 200, limitMinutes: 180 });
    expect(hasCode(error, "too-long") && error.details.limitMinutes).toBe(180);
    expect(hasCode(error, "file-empty")).toBe(false);
    expect(hasCode(new TypeError("too-long"), "too-long")).toBe(false);
  });

  it.each(ERROR_CODES)("come back from storage as they were: %s", (code) => {
    const { details } = sampleError(code);
    expect(readError(code, JSON.parse(JSON.stringify(details)))).toEqual({ code, details });
  });

  it.each([
    ["a code that this version does not know", "constructor", {}, {}],
    ["no code", undefined, undefined, {}],
    ["details of another version", "too-long", { minutes: 200 }, { code: "too-long" }],
    ["a fault's name out of an object's own machinery", "usage", { what: "constructor" }, { code: "usage" }],
  ])("are left out of %s", (_, code, details, known) => {
    expect(readError(code, details)).toEqual(known);
  });
});
