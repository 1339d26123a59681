import { describe, expect, it } from "vitest";
import { parseInvocation } from "../../../../adapters/terminal/incoming/invocation.ts";
import { asCuepointError } from "../../../../src/errors.ts";
import { COMMANDS } from "../commands.ts";

const parse = (...argv: string[]) => parseInvocation(argv, COMMANDS);

function faultOf(...argv: string[]) {
  try {
    parse(...argv);
  } catch (error) {
    return asCuepointError(error);
  }
  throw new Error("the command line was taken");
}

describe("parseInvocation", () => {
  it("takes files and options in any order, each of its type", () => {
    expect(
      parse(
        "summarize",
        "a.mp4",
        "--from",
        "1:20",
        "--keyframes=7",
        "--explain",
        "--out",
        "x",
        "--json",
        "b.mp4",
      ),
    ).toMatchObject({
      kind: "run",
      files: ["a.mp4", "b.mp4"],
      options: { from: "1:20", keyframes: 7, explain: true },
      out: "x",
      json: true,
    });
  });

  it("leaves out what was not given", () => {
    expect(parse("summarize", "a.mp4")).toMatchObject({ options: {}, out: null, json: false });
  });

  it.each([
    [["summarize", "--", "-y.mp4"], ["-y.mp4"]],
    [["summarize", "./-y.mp4"], ["./-y.mp4"]],
    [
      ["summarize", "a:b.mp4", "c d.mp4"],
      ["a:b.mp4", "c d.mp4"],
    ],
  ])("takes %j as files", (argv, files) => {
    expect(parse(...argv)).toMatchObject({ files });
  });

  it.each([["--help"], ["-h"], ["help"], ["help", "nothing"]])("shows the general help for %s", (...argv) => {
    expect(parse(...argv)).toEqual({ kind: "help", command: null });
  });

  it.each([
    [["summarize", "--help"]],
    [["summarize", "-h"]],
    [["summarize", "--from", "1:20", "a.mp4", "-h"]],
    [["help", "summarize"]],
  ])("shows the command's help for %j", (argv) => {
    expect(parse(...argv)).toEqual({ kind: "help", command: COMMANDS[0] });
  });

  it("tells its version", () => {
    expect(parse("--version")).toEqual({ kind: "version" });
  });

  it("needs no file where the command needs none", () => {
    expect(parse("status")).toMatchObject({ kind: "run", files: [] });
  });

  it.each([
    [["ask", "talk.mp4", "Who comes in?"]],
    [["ask", "--question", "Who comes in?", "talk.mp4"]],
    [["ask", "--out", "x", "talk.mp4", "Who comes in?"]],
  ])("takes one file and what is wanted of it: %j", (argv) => {
    expect(parse(...argv)).toMatchObject({ files: ["talk.mp4"], options: { question: "Who comes in?" } });
  });

  it("takes one file alone where nothing has to follow it", () => {
    expect(parse("forget", "talk.mp4")).toMatchObject({ files: ["talk.mp4"], options: {} });
  });

  it.each([
    [[], { what: "no-command" }],
    [["ask"], { what: "no-video", command: "ask" }],
    [["ask", "talk.mp4"], { what: "missing-argument", command: "ask" }],
    [["ask", "talk.mp4", " "], { what: "missing-argument" }],
    [["ask", "talk.mp4", "who", "comes"], { what: "surplus-argument", value: "comes" }],
    [["ask", "talk.mp4", "who", "--question", "who?"], { what: "surplus-argument", value: "who" }],
    [["ask", "talk.mp4", "who?", "--json"], { what: "unknown-option", option: "--json" }],
    [["forget"], { what: "no-video" }],
    [["forget", "a.mp4", "b.mp4"], { what: "surplus-argument", value: "b.mp4" }],
    [["forget", "a.mp4", "--out", "x"], { what: "unknown-option" }],
    [["more"], { what: "unknown-command", value: "more" }],
    [["status", "talk.mp4"], { what: "surplus-argument" }],
    [["talk.mp4"], { what: "unknown-command", value: "talk.mp4" }],
    [["--json"], { what: "unknown-option", option: "--json" }],
    [["summarize"], { what: "no-video", command: "summarize" }],
    [["summarize", "--json"], { what: "no-video" }],
    [["summarize", "--keyframe", "5", "a.mp4"], { what: "unknown-option", option: "--keyframe" }],
    [["summarize", "-y.mp4"], { what: "unknown-option", option: "-y.mp4" }],
    [["summarize", "--constructor", "a.mp4"], { what: "unknown-option", option: "--constructor" }],
    [["summarize", "--no-json", "a.mp4"], { what: "unknown-option", option: "--no-json" }],
    [["summarize", "a.mp4", "--from"], { what: "missing-value", option: "--from" }],
    [["summarize", "a.mp4", "--from", "--json"], { what: "missing-value", option: "--from" }],
    [["summarize", "a.mp4", "--from="], { what: "missing-value", option: "--from" }],
    [["summarize", "a.mp4", "--json=yes"], { what: "unwanted-value", option: "--json" }],
    [
      ["summarize", "a.mp4", "--keyframes", "11"],
      { what: "not-a-number", option: "--keyframes", min: 3, max: 10 },
    ],
    [
      ["summarize", "a.mp4", "--detail", "much"],
      { what: "not-a-choice", option: "--detail", value: "much", choices: "brief, full" },
    ],
    [["summarize", "a.mp4", "--keyframes", "2"], { what: "not-a-number" }],
    [["summarize", "a.mp4", "--keyframes", "five"], { what: "not-a-number" }],
    [["summarize", "a.mp4", "--keyframes", "5.5"], { what: "not-a-number" }],
  ] as const)("refuses %j and says why", (argv, details) => {
    const error = faultOf(...argv);
    expect(error.code).toBe("usage");
    expect(error.details).toMatchObject(details);
  });
});
