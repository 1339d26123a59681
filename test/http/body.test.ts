import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { expect, it } from "vitest";
import { readBody } from "../../src/http/body.ts";
import { createMeter } from "../../src/http/progress.ts";
import type { Deadline } from "../../src/util/timeout.ts";

it("does not hold a slow reader of ours against the server", async () => {
  let waiting = false;
  const deadline: Deadline = {
    signal: new AbortController().signal,
    expect: () => {
      waiting = true;
    },
    pause: () => {
      waiting = false;
    },
    verdict: () => null,
    end: () => undefined,
  };
  const body = Readable.from([Buffer.from("one"), Buffer.from("two")]);
  const response = { statusCode: 200, headers: {}, body } as unknown as Dispatcher.ResponseData;
  const chunks = readBody({
    response,
    deadline,
    limits: { maxMegabytes: 1, idleMs: 1, maxResumes: 0, resumeDelayMs: 0 },
    faults: { slow: "link-too-slow", interrupted: "link-interrupted" },
    meter: createMeter(
      null,
      () => undefined,
      () => 0,
    ),
    validator: null,
    reopen: () => Promise.reject(new Error("never asked")),
  });
  const states: boolean[] = [];
  for await (const _ of chunks) states.push(waiting);
  expect(states).toEqual([false, false]);
});
