import { expect, it } from "vitest";
import type { ChatEvent } from "../../../src/chat/event.ts";
import { createInFlight } from "../../../src/chat/routing/in-flight.ts";

const EVENT: ChatEvent = { type: "left", platform: "discord", tenant: "1" };

it("waits for every event that is being worked on", async () => {
  const works: PromiseWithResolvers<void>[] = [];
  const inFlight = createInFlight(() => {
    const work = Promise.withResolvers<void>();
    works.push(work);
    return work.promise;
  });
  const [first, second] = [inFlight.dispatch(EVENT), inFlight.dispatch(EVENT)];
  let isSettled = false;
  const settled = inFlight.settled().then(() => {
    isSettled = true;
  });
  works[0]?.resolve();
  await first;
  expect(isSettled).toBe(false);
  works[1]?.resolve();
  await Promise.all([second, settled]);
  expect(isSettled).toBe(true);
});

it("passes a failure on and waits for it no longer", async () => {
  const inFlight = createInFlight(() => Promise.reject(new Error("no")));
  await expect(inFlight.dispatch(EVENT)).rejects.toThrow("no");
  await inFlight.settled();
});

it("refuses what comes in after the end, so that no platform takes it for heard", async () => {
  const heard: ChatEvent[] = [];
  const work = Promise.withResolvers<void>();
  const inFlight = createInFlight((event) => {
    heard.push(event);
    return work.promise;
  });
  const before = inFlight.dispatch(EVENT);
  inFlight.close();
  await expect(inFlight.dispatch(EVENT)).rejects.toMatchObject({ code: "cancelled" });
  work.resolve();
  await before;
  await inFlight.settled();
  expect(heard).toHaveLength(1);
});
