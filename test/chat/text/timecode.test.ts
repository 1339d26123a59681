import { describe, expect, it } from "vitest";
import { formatClock, formatTimecode, parseTimecode } from "../../../src/chat/text/timecode.ts";

describe("formatTimecode", () => {
  it.each([
    [0, 0, "0:00"],
    [42, 0, "0:42"],
    [59.96, 0, "0:59"],
    [59.96, 1, "0:59.9"],
    [59.999999, 2, "0:59.99"],
    [60, 0, "1:00"],
    [3599.99, 1, "59:59.9"],
    [3600, 0, "1:00:00"],
    [3723, 0, "1:02:03"],
    [42.5, 1, "0:42.5"],
    [4.35, 2, "0:04.35"],
    [1.001, 3, "0:01.001"],
    [360000, 0, "100:00:00"],
    [-1.5, 1, "-0:01.5"],
    [-0.2, 0, "0:00"],
  ])("writes %d s at precision %d as %s", (seconds, precision, text) => {
    expect(formatTimecode(seconds, { precision })).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (seconds) => {
    expect(() => formatTimecode(seconds)).toThrow(TypeError);
  });

  it("never shows a minute or a second of sixty, and never runs ahead of the time", () => {
    for (let thousandths = 0; thousandths < 7_300_000; thousandths += 997) {
      const seconds = thousandths / 1000;
      const text = formatTimecode(seconds, { precision: 1 });
      expect(text).toMatch(/^(\d+:[0-5]\d|[0-5]?\d):[0-5]\d\.\d$/);
      const back = parseTimecode(text) ?? Number.NaN;
      expect(seconds - back).toBeGreaterThan(-1e-9);
      expect(seconds - back).toBeLessThan(0.1);
    }
  });
});

describe("formatClock", () => {
  it.each([
    [0, "00:00:00"],
    [120, "00:02:00"],
    [59.96, "00:00:59.960"],
    [1.001, "00:00:01.001"],
    [0.0004, "00:00:00"],
    [3599.9999, "00:59:59.999"],
    [366_123.5, "101:42:03.500"],
  ])("writes %d s as %s", (seconds, text) => {
    expect(formatClock(seconds)).toBe(text);
  });
});

describe("parseTimecode", () => {
  it.each([
    ["1:20", 80],
    ["80", 80],
    ["80s", 80],
    ["80.5s", 80.5],
    ["1:02:03.5", 3723.5],
    ["1m20s", 80],
    ["1h", 3600],
    ["1H2M", 3720],
    ["2m", 120],
    ["90:00", 5400],
    ["0:05", 5],
    [" 1：20 ", 80],
    ["83 s", 83],
    ["83 seconds", 83],
    ["1 minute 20 seconds", 80],
    ["1 min and 20.5 sec", 80.5],
    ["2 minutes", 120],
    ["1小时2分3秒", 3723],
    ["第83秒", 83],
    ["１:２３", 83],
    ["１：２３", 83],
    ["００:０１:２３", 83],
    ["00:01:23,500", 83.5],
    ["1'23\"", 83],
    ["1’23”", 83],
    ["1′23.5″", 83.5],
    ["1'23", 83],
  ])("reads %j as %d s", (text, seconds) => {
    expect(parseTimecode(text)).toBe(seconds);
  });

  it.each([
    "",
    " ",
    "h",
    "s",
    "abc",
    "-5",
    "1:75",
    "1:60:00",
    "1:2:3:4",
    "1e3",
    "Infinity",
    "0x10",
    "1:",
    ":20",
    "1.5m",
    "20s1m",
    "1 20",
    "1 and",
    "1'75\"",
    "1,000",
    "and 20 s",
    "5 people",
    "9".repeat(30),
  ])("reads %j as nothing", (text) => {
    expect(parseTimecode(text)).toBeNull();
  });
});
