import { describe, expect, it } from "vitest";
import { createClaimedKeys } from "../../../src/chat/delivery/claimed-keys.ts";

function at(time: number) {
  const clock = { time };
  return { clock, now: () => clock.time };
}

describe("a key", () => {
  it("is claimed once for each key that can be remembered", () => {
    const { claim } = createClaimedKeys({ most: 2, now: at(0).now });
    expect(["a", "a", "b", "c", "a"].map(claim)).toEqual([true, false, true, true, true]);
  });

  it("is free again once it is released", () => {
    const keys = createClaimedKeys({ most: 2, now: at(0).now });
    keys.claim("a");
    keys.release("a");
    expect(keys.has("a")).toBe(false);
    expect(keys.claim("a")).toBe(true);
  });

  it("is forgotten when its time is over, by the clock that was given", () => {
    const { clock, now } = at(1000);
    const keys = createClaimedKeys({ most: 2, rememberedFor: 500, now });
    keys.claim("a");
    clock.time += 500;
    expect(keys.claim("a")).toBe(false);
    clock.time += 1;
    expect(keys.claim("a")).toBe(true);
  });
});
