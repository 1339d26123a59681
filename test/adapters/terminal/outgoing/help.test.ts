import { describe, expect, it } from "vitest";
import { EXIT_CODES, SIGNAL_EXIT_CODES } from "../../../../adapters/terminal/exit.ts";
import { commandHelp, generalHelp } from "../../../../adapters/terminal/outgoing/help.ts";
import { catalogueFor } from "../../../../src/chat/locales/locales.ts";
import { COMMANDS } from "../commands.ts";

function named(name: string) {
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) throw new Error(`the fixture has no ${name}`);
  return command;
}

const summarize = named("summarize");

const context = (locale: string, width = 80) => ({
  catalogue: catalogueFor(locale),
  callOf: (command: string | null) => (command === null ? "cuepoint" : `cuepoint ${command}`),
  width,
});

describe("commandHelp", () => {
  it("shows usage, every option with its form, examples and exit codes", () => {
    const help = commandHelp(summarize, context("en"));
    expect(help).toContain("Usage: cuepoint summarize [OPTIONS] FILE...\n");
    expect(help).toMatch(/^ {6}--from 1:20 {10}Start here$/m);
    expect(help).toMatch(/^ {6}--keyframes 3-10 {5}How many$/m);
    expect(help).toMatch(/^ {6}--detail brief\|full {2}How much$/m);
    expect(help).toMatch(/^ {6}--explain {12}Say more$/m);
    expect(help).toMatch(/^ {6}--out DIR/m);
    expect(help).toMatch(/^ {2}-h, --help/m);
    expect(help).toContain("cuepoint summarize --out results monday.mp4 tuesday.mp4");
  });

  it("stays within its width", () => {
    const lines = commandHelp(summarize, context("en", 72)).split("\n");
    expect(lines.filter((line) => line.length > 72 && !line.includes("cuepoint summarize"))).toEqual([]);
  });

  it("names no files and no results for a command without a video", () => {
    const help = commandHelp(named("status"), context("en"));
    expect(help).toContain("Usage: cuepoint status [OPTIONS]\n");
    expect(help).not.toContain("--out");
  });

  it("names one file and what follows it for a command about a video that is known", () => {
    const help = commandHelp(named("ask"), context("en"));
    expect(help).toContain("Usage: cuepoint ask [OPTIONS] FILE TEXT\n");
    expect(help).toContain("--out");
    expect(help).not.toContain("--json");
    expect(commandHelp(named("forget"), context("en"))).toContain("Usage: cuepoint forget [OPTIONS] FILE\n");
  });

  it("speaks the reader's language", () => {
    const help = commandHelp(summarize, context("zh-CN"));
    expect(help).toContain("用法：cuepoint summarize [选项] 文件...");
    expect(help).toContain("中文 Start here");
  });

  it.each(["en", "zh"])("documents every exit code there is, in %s", (locale) => {
    const documented = Object.keys(catalogueFor(locale).terminal.help.exitCodes).map(Number);
    // 78 is what wrong settings end with, before any adapter is there; 70 what no adapter caught.
    const used = new Set([0, 70, 78, ...Object.values(EXIT_CODES), ...Object.values(SIGNAL_EXIT_CODES)]);
    expect(new Set(documented)).toEqual(used);
  });
});

it("lists the commands", () => {
  const help = generalHelp(COMMANDS, context("en"));
  expect(help).toMatch(/^ {2}summarize {2}Summarize a video$/m);
  expect(help).toMatch(/^ {2}status {5}What is going on$/m);
  expect(help).not.toMatch(/^ {2}more/m);
  expect(help).toContain("--version");
});
