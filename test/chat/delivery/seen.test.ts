import { describe, expect, it } from "vitest";
import { createSeen } from "../../../src/chat/delivery/seen.ts";

function at(time: number) {
  const clock = { time };
  return { clock, now: () => clock.time };
}

describe("what has been seen", () => {
  it("is claimed once for each key that can be remembered", () => {
    const { claim } = createSeen({ most: 2, now: at(0).now });
    expect(["a", "a", "b", "c", "a"].map(claim)).toEqual([true, false, true, true, true]);
  });

  it("is free again once it is released", () => {
    const seen = createSeen({ most: 2, now: at(0).now });
    seen.claim("a");
    seen.release("a");
    expect(seen.has("a")).toBe(false);
    expect(seen.claim("a")).toBe(true);
  });

  it("is forgotten when its time is over, by the clock that was given", () => {
    const { clock, now } = at(1000);
    const seen = createSeen({ most: 2, rememberedFor: 500, now });
    seen.claim("a");
    clock.time += 500;
    expect(seen.claim("a")).toBe(false);
    clock.time += 1;
    expect(seen.claim("a")).toBe(true);
  });
});
