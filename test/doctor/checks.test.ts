import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { type Check, examine } from "../../src/doctor/check.ts";
import { checkDisk } from "../../src/doctor/checks/disk.ts";
import { checkFfmpeg, checkIsolation, checkNode, checkPages } from "../../src/doctor/checks/programs.ts";
import { NO_ISOLATION } from "../../src/process/isolation.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { programFolder } from "../support/fake-program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const words = catalogueFor("en");
const logger = createFakeLogger();
const signal = new AbortController().signal;
const environment = { PATH: process.env.PATH ?? "" };
const { folder, program } = programFolder();

/** "level: sentence" of each finding. */
async function examined(check: Check): Promise<string[]> {
  const findings = await examine([check], { words, logger, signal });
  return findings.map(({ level, say }) => `${level}: ${say(words.doctor)}`);
}

describe("Node.js", () => {
  it.each([
    ["24.21.0", "fine"],
    ["26.0.0", "fine"],
    ["22.18.0", "fault"],
    ["20.20.2", "fault"],
  ])("%s is %s", async (version, level) => {
    const [finding = ""] = await examined(checkNode(version));
    expect(finding).toMatch(new RegExp(`^${level}: .*${version.replaceAll(".", "\\.")}`));
  });
});

describe("ffmpeg", () => {
  const says = (name: string, version: string) =>
    program(`${name}-${version}`, `echo "${name} version ${version} Copyright (c)"`);
  const check = (ffmpegPath: string, ffprobePath: string) =>
    examined(checkFfmpeg({ tools: { ffmpegPath, ffprobePath, searchPath: "" }, environment, logger }));

  it.each([
    ["8.1.2", "8.1.2", /^fine: .*8\.1\.2/],
    ["5.1.9-0+deb12u1", "5.1.9-0+deb12u1", /^fine/],
    ["7.1.4", "7.1.4", /^warning: .*7\.1\.4 lacks/],
    ["4.4.2", "4.4.2", /^warning/],
    ["8.1.2", "7.1.5", /^warning: .*8\.1\.2.*7\.1\.5/],
  ])("%s with ffprobe %s", async (ffmpeg, ffprobe, sentence) => {
    expect(await check(says("ffmpeg", ffmpeg), says("ffprobe", ffprobe))).toEqual([
      expect.stringMatching(sentence),
    ]);
  });

  it("that does not run is named", async () => {
    const broken = program("broken", "exit 127");
    expect(await check(says("ffmpeg", "8.1.2"), broken)).toEqual([
      expect.stringMatching(/^fault: ffprobe does not run/),
    ]);
  });

  it("that is missing gets the sentence that every command gives", async () => {
    expect(await check(join(folder, "none"), join(folder, "none"))).toEqual([
      `fault: ${words.error("ffmpeg-missing", {})}`,
    ]);
  });
});

describe("yt-dlp", () => {
  const standIn = join(folder, "yt-dlp.mjs");
  const source = readFileSync(new URL("../fakes/ytdlp.mjs", import.meta.url), "utf8");
  writeFileSync(standIn, `#!${process.execPath}\n${source}`, { mode: 0o755 });
  const found = (FAKE_VERSION: string, FAKE_SCRIPTS = "", node = process.execPath) =>
    examined(
      checkPages({
        path: standIn,
        environment: { ...environment, FAKE_VERSION, FAKE_SCRIPTS },
        isolation: NO_ISOLATION,
        node,
      }),
    );

  it.each([
    ["2023.03.04", /^fault: .*2023\.03\.04.*2026\.07\.04/],
    ["nonsense", /^fault/],
  ])("%s", async (text, sentence) => {
    expect(await found(text)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([
    ["with runtime and solver scripts", "0.8.0", process.execPath, /^fine: .*node-24\..*0\.8\.0/],
    ["without solver scripts", "", process.execPath, /^fault: .*pip install "yt-dlp\[default\]"/],
    ["without a runtime", "0.8.0", "/nonexistent", /^fault: .*Node\.js/],
  ])("that is new enough, %s", async (_, scripts, node, sentence) => {
    const fine = expect.stringMatching(/^fine: .*2026\.10\.26/);
    expect(await found("2026.10.26", scripts, node)).toEqual([fine, expect.stringMatching(sentence)]);
  });

  it("that nobody set is no fault", async () => {
    expect(await examined(checkPages(null))).toEqual([expect.stringMatching(/^fine: .*YTDLP_PATH/)]);
  });
});

describe("isolation", () => {
  const unshare = { path: "/unshare", network: true };
  it.each([
    ["everything", { nice: "/nice", prlimit: "/prlimit", unshare }, "fine fine fine"],
    [
      "no network of its own",
      { nice: "/nice", prlimit: "/prlimit", unshare: { ...unshare, network: false } },
      "warning fine fine",
    ],
    ["nothing", NO_ISOLATION, "warning warning warning"],
  ])("with %s", async (_, isolation, levels) => {
    const findings = await examined(checkIsolation(async () => isolation));
    expect(findings.map((line) => line.split(":")[0]).join(" ")).toBe(levels);
  });
});

describe("disk", () => {
  const base = temporaryFolder();
  const check = (free: number) =>
    examined(
      checkDisk({
        folder: base,
        maxMegabytes: 4096,
        data,
        freeBytes: async (place) => (place === base ? free : 5e7),
      }),
    );
  const data = { folder: join(base, "data", "of", "it"), wantedBytes: 0 };

  it("wants room for two of the largest videos and some more", async () => {
    expect((await check(9.2e9))[0]).toBe(`fine: 9.2 GB are free in ${base}.`);
    expect((await check(9.1e9))[0]).toMatch(/^warning: Only 9\.1 GB .* 9\.2 GB/);
    expect(readdirSync(base)).toEqual([]);
  });

  it("that cannot be written to is a fault", async () => {
    const gone = join(base, "gone");
    expect((await examined(checkDisk({ folder: gone, maxMegabytes: 1, data })))[0]).toBe(
      `fault: ${words.doctor.disk.unwritable(gone)}`,
    );
  });

  it("is measured where nobody says", async () => {
    for (const line of await examined(checkDisk({ folder: base, maxMegabytes: 1, data })))
      expect(line).toMatch(/^fine: \d+\.\d GB are free/);
    expect(readdirSync(base)).toEqual([]);
  });

  it("of what is remembered is looked at too, and without the room that jobs wait for is a fault", async () => {
    const memory = temporaryFolder();
    const freeBytes = async (place: string) => (place === memory ? 5.5e7 : 1e12);
    const looked = (wantedBytes: number) =>
      examined(
        checkDisk({ folder: base, maxMegabytes: 1, data: { folder: memory, wantedBytes }, freeBytes }),
      );
    expect((await looked(5e7))[1]).toBe(`fine: 0.1 GB are free in ${memory}.`);
    expect((await looked(1e8))[1]).toMatch(/^fault: Only 55 MB .* below 100 MB/);
  });
});

describe("examine", () => {
  it("makes a finding of a check that fails, and goes on with the others", async () => {
    const failing: Check = { part: "disk", limitMs: 1_000, run: () => Promise.reject(new Error("x")) };
    const findings = await examine([failing, checkNode("24.0.0")], { words, logger, signal });
    expect(findings.map(({ part, level }) => [part, level])).toEqual([
      ["disk", "fault"],
      ["node", "fine"],
    ]);
    expect(findings[0]?.say(words.doctor)).toBe(words.doctor.unfinished);
  });

  it("gives up a check that takes too long", async () => {
    const endless: Check = {
      part: "model",
      limitMs: 1,
      run: (limit) => new Promise((_, reject) => limit.addEventListener("abort", () => reject(limit.reason))),
    };
    expect(await examined(endless)).toEqual([`fault: ${words.doctor.unfinished}`]);
  });
});
