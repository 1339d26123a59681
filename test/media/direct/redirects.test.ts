import { describe, expect, it } from "vitest";
import { nextHop } from "../../../src/media/direct/open.ts";
import { createGuard } from "../../../src/media/guard/guard.ts";
import { GuardRefusal } from "../../../src/media/guard/url-gate.ts";
import { FORBIDDEN_LINKS } from "../guard/spellings.ts";

const guard = createGuard();
const from = new URL("https://video.example/a/b.mp4?key=1#t=5");

function reasonOf(location: string): string {
  try {
    return nextHop(from, location, guard).href;
  } catch (error) {
    return error instanceof GuardRefusal ? error.reason : `${error}`;
  }
}

describe("nextHop", () => {
  it.each([
    ["c.mp4", "https://video.example/a/c.mp4"],
    ["/c.mp4", "https://video.example/c.mp4"],
    ["//other.example/c.mp4", "https://other.example/c.mp4"],
    ["https://other.example./c.mp4", "https://other.example/c.mp4"],
  ])("leads to %j from where it stands", (location, goal) => {
    expect(reasonOf(location)).toBe(goal);
  });

  it("refuses to step back from https to http", () => {
    expect(reasonOf("http://video.example/a/b.mp4")).toBe("downgrade");
  });

  it.each(FORBIDDEN_LINKS.filter((link) => /^\w+:\/\/.*$/.test(link)))("refuses %j", (link) => {
    expect(reasonOf(link)).toMatch(/^[a-z-]+$/);
  });
});
