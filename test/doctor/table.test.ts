import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import type { Finding } from "../../src/doctor/check.ts";
import { renderTable } from "../../src/doctor/table.ts";

const { doctor: english } = catalogueFor("en");
const { doctor: chinese } = catalogueFor("zh");
const FINDINGS: readonly Finding[] = [
  { part: "isolation", level: "fine", say: (words) => words.isolation.limits },
  { part: "isolation", level: "warning", say: (words) => words.isolation.noNamespaces },
  { part: "model", level: "fault", say: (words) => words.model.schemaIgnored },
];

describe("renderTable", () => {
  it("names each part once, with a mark that needs no color", () => {
    const lines = renderTable(FINDINGS, english, 200).split("\n");
    expect(lines.slice(2, 5)).toEqual([
      `✓ ok     Isolation  ${english.isolation.limits}`,
      `! note              ${english.isolation.noNamespaces}`,
      `✗ error  Model      ${english.model.schemaIgnored}`,
    ]);
    expect(lines.at(-2)).toBe("One thing must be fixed.");
  });

  it.each([
    ["English", english],
    ["Chinese", chinese],
  ])("keeps to the width of the terminal in %s and loses nothing", (_, words) => {
    const text = renderTable(FINDINGS, words, 70);
    const columns = (line: string) =>
      [...line].reduce((sum, c) => sum + (/[\u2E80-\uFFEF]/u.test(c) ? 2 : 1), 0);
    expect(Math.max(...text.split("\n").map(columns))).toBeLessThanOrEqual(70);
    const squeezed = text.replace(/\s/g, "");
    for (const { say } of FINDINGS) expect(squeezed).toContain(say(words).replace(/\s/g, ""));
  });

  it("says in its last line what the whole comes to", () => {
    const last = (findings: readonly Finding[]) =>
      renderTable(findings, english, 80).trimEnd().split("\n").at(-1);
    expect(last([])).toBe(english.verdict(0, 0));
    expect(last(FINDINGS.slice(0, 2))).toBe(english.verdict(0, 1));
    expect(last([...FINDINGS, ...FINDINGS])).toBe("2 things must be fixed.");
  });
});
