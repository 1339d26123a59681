import { describe, expect, it } from "vitest";
import type { CuepointError, ErrorCode } from "../../../src/errors.ts";
import { createCircuitBreaker } from "../../../src/vision/client/circuit-breaker.ts";
import { collectReply, type VisionModel } from "../../../src/vision/model.ts";
import { sampleError } from "../../error-samples.ts";
import { textRequest } from "../requests.ts";

const never = new AbortController().signal;

function prepared() {
  let now = 0;
  let fails: ErrorCode | null = "model-unreachable";
  let asked = 0;
  const model: VisionModel = {
    name: "double",
    limits: { contextTokens: 1000, maxImages: 1 },
    async *reply() {
      asked += 1;
      if (fails) throw sampleError(fails);
      yield { type: "text", text: "yes" };
      yield { type: "end", finishReason: "stop", usage: null };
    },
  };
  const breaker = createCircuitBreaker(model, { failures: 3, windowMs: 1000, openMs: 500, now: () => now });
  const ask = () =>
    collectReply(breaker, textRequest, never).then(
      () => "yes",
      (error: CuepointError) => error.code,
    );
  return {
    ask,
    breaker,
    asked: () => asked,
    fail: (code: ErrorCode | null) => {
      fails = code;
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

async function opened() {
  const subject = prepared();
  for (let n = 0; n < 3; n += 1) await subject.ask();
  return subject;
}

describe("the circuit breaker", () => {
  it("fails at once, and asks no server, after repeated faults", async () => {
    const { ask, asked } = await opened();
    expect(await ask()).toBe("model-unreachable");
    expect(asked()).toBe(3);
  });

  it("forgets faults that are longer ago than the window", async () => {
    const { ask, asked, pass } = prepared();
    for (let n = 0; n < 6; n += 1) {
      await ask();
      pass(600);
    }
    expect(asked()).toBe(6);
  });

  it("says that it is open for as long as requests fail at once", async () => {
    const { breaker, pass } = await opened();
    expect(breaker.isOpen()).toBe(true);
    pass(500);
    expect(breaker.isOpen()).toBe(false);
  });

  it("lets one try when its time is over, and closes when that works", async () => {
    const { ask, asked, pass, fail } = await opened();
    fail(null);
    pass(500);
    expect(await Promise.all([ask(), ask()])).toEqual(["yes", "model-unreachable"]);
    expect(asked()).toBe(4);
    expect(await ask()).toBe("yes");
  });

  it("stays open for as long again when the one try fails", async () => {
    const { ask, asked, pass } = await opened();
    pass(500);
    await ask();
    pass(499);
    await ask();
    expect(asked()).toBe(4);
    pass(1);
    await ask();
    expect(asked()).toBe(5);
  });

  it.each(["model-refused", "model-overflow", "model-text-only", "model-loading"] as const)(
    "takes %s as a sign of life",
    async (code) => {
      const { ask, asked, fail } = prepared();
      fail(code);
      for (let n = 0; n < 5; n += 1) expect(await ask()).toBe(code);
      expect(asked()).toBe(5);
    },
  );

  it("is the model in everything else", () => {
    expect(prepared().breaker).toMatchObject({ name: "double", limits: { contextTokens: 1000 } });
  });
});
