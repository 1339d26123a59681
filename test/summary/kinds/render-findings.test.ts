import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { Finding, KindName } from "../../../src/summary/kinds/finding.ts";
import { findingFiles, findingsText, renderFindings } from "../../../src/summary/kinds/render-findings.ts";
import { summary } from "../../fixtures/summary.ts";

const en = catalogueFor("en");
const zh = catalogueFor("zh-Hans");

const finding = (more: Partial<Finding>): Finding => ({
  ...{ type: "decision", text: "The budget grows.", start: 12, end: 14, cues: [], label: null, ...more },
});

const TASK = finding({
  ...{ type: "task", text: "Write it down.", who: "Ana", due: "by Friday", start: 30 },
  cues: [
    { id: "c4", start: 30, end: 32, text: "<b>Ana</b>, see [this](https://evil.example)", speaker: "Bea" },
  ],
});

const of = (name: KindName, ...findings: Finding[]) => ({ ...summary(), kind: { name }, findings });

describe("what a kind found", () => {
  it("is told list by list, with who and by when", () => {
    expect(findingsText(of("meeting", finding({}), TASK), en)).toEqual([
      "Decisions\n• 0:12 The budget grows.",
      "Action items\n• 0:30 Write it down. (Ana, due by Friday)",
    ]);
    expect(findingsText(of("meeting", TASK), zh).join()).toContain("（Ana，期限：by Friday）");
  });

  it("is counted where it is steps, with what stands on the screen", () => {
    const step = (text: string, more: Partial<Finding>) => finding({ type: "step", text, ...more });
    const steps = [
      step("Opens the menu.", { read: "Settings" }),
      step("Presses “Save”.", { read: "Save", start: 20 }),
      finding({ type: "error", text: "It fails.", read: "Disk full", start: 22 }),
    ];
    expect(findingsText(of("screen", ...steps), en)).toEqual([
      "Steps\n1. 0:12 Opens the menu. “Settings”\n2. 0:20 Presses “Save”.",
      "Errors\n• 0:22 It fails. “Disk full”",
    ]);
  });

  it("says plainly that there is none of its own, whatever else there is", () => {
    const none = "No decisions were made that I could hear or read, and no action items.";
    expect(findingsText(of("meeting"), en)).toEqual([none]);
    const topic = finding({ type: "topic", text: "Budget", end: 40 });
    expect(findingsText(of("meeting", topic), en)).toEqual(["Topics\n• 0:12 – 0:40 Budget", none]);
    expect(findingsText(of("screen"), en)).toEqual(["I saw no steps that I could name."]);
  });

  it("says that it could not be looked for everywhere", () => {
    const unfinished = { ...of("meeting", TASK), kind: { name: "meeting", isUnfinished: true } as const };
    expect(findingsText(unfinished, en).at(-1)).toMatch(/^I couldn’t look for this everywhere/);
  });
});

describe("minutes.md", () => {
  it("has each item with its time and the words that it rests on, as words alone", () => {
    const [file] = findingFiles(of("meeting", finding({}), TASK), en);
    expect(file?.name).toBe("minutes.md");
    expect(file?.data.toString().split("\n").slice(4)).toEqual([
      "## Decisions",
      "",
      "- 0:12 The budget grows.",
      "",
      "## Action items",
      "",
      "- [ ] 0:30 Write it down. (Ana, due by Friday)",
      "  > 0:30 Bea: \\<b\\>Ana\\</b\\>, see \\[this\\](https\\://evil.example)",
      "",
    ]);
  });

  it("comes with minutes alone, also as a message of their own", () => {
    expect(renderFindings(of("meeting", TASK), en)?.files?.map(({ name }) => name)).toEqual(["minutes.md"]);
    expect(renderFindings(of("meeting"), en)?.files).toEqual([]);
    expect(renderFindings(of("screen", finding({ type: "step" })), en)?.files).toEqual([]);
  });
});
