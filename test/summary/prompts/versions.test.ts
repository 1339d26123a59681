import { describe, expect, it } from "vitest";
import { fingerprint, QUESTIONS, record } from "./recorded.ts";

const texts = { theme: "A street", description: "A red car stands in a street.", significance: "It begins." };
const STRUCTURED = JSON.stringify({
  segments: [{ start: "0.0", end: "90.0", key: "12.5", ...texts }],
  overview: "A car stands in a street.",
  title: "A car",
});

describe("structured", () => {
  it("sends the same bytes", async () => {
    const all = [];
    for (const question of QUESTIONS) {
      const { requests } = await record(question, ["prose", STRUCTURED]);
      all.push(...requests);
    }
    expect(all).toHaveLength(8);
    expect(fingerprint(all)).toBe("d1b05dd36736d575");
  });
});
