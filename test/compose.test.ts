import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LLAMA_COMMAND, VLLM_COMMAND } from "../src/chat/catalogue/connect-model.ts";
import { YTDLP_FLOOR } from "../src/media/pages/ytdlp-version.ts";

const dockerfile = readFileSync(new URL("../Dockerfile", import.meta.url), "utf8");
const compose = readFileSync(new URL("../compose.yaml", import.meta.url), "utf8");

/** The lines of one service, without their comments. */
function service(name: string): string {
  const block = new RegExp(`^  ${name}:\n((?:    .*\n|\n|  #.*\n)*)`, "m").exec(compose)?.[1] ?? "";
  return block.replaceAll(/^\s*#.*$/gm, "");
}

/** Options with their values, however they are joined and quoted; an option without one has "". */
function optionsOf(text: string): Map<string, string> {
  const words = text
    .replace(/[\\'"]|^\s*- /gm, " ")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
  const options = [...words.matchAll(/(?<= |^)(--?[a-z][a-z-]*)(?:[ =](?!-)(.*?))?(?= --?[a-z]|$)/g)];
  return new Map(options.map(([, name = "", value = ""]) => [name, value.replaceAll(" ", "")]));
}

describe("compose.yaml", () => {
  it.each([
    ["vllm", "gpu"],
    ["llama", "cpu"],
    ["redis", "redis"],
  ])("starts %s by the profile %s", (name, profile) => {
    expect(service(name)).toContain(`profiles: [${profile}]`);
  });

  it("starts the bot whatever the profile, with nothing to gain for who takes it over", () => {
    const bot = service("bot");
    expect(bot).not.toContain("profiles");
    for (const line of [
      "read_only: true",
      "cap_drop: [ALL]",
      "no-new-privileges:true",
      "pids_limit: 256",
      "mem_limit:",
    ]) {
      expect(bot).toContain(line);
    }
    expect(bot).toMatch(/\/tmp:size=\d+g,mode=1777,nosuid,nodev,noexec/);
    expect(bot).toContain("/healthz");
  });

  it.each([
    ["vllm", VLLM_COMMAND],
    ["llama", LLAMA_COMMAND],
  ])("gives %s every option that the program itself tells people, with the same value", (name, command) => {
    const body = service(name);
    const given = optionsOf(body.slice(body.indexOf("command:"), body.indexOf("volumes:")));
    const told = optionsOf(command);
    expect(told.size).toBeGreaterThan(3);
    expect(new Map([...told].map(([option]) => [option, given.get(option)]))).toEqual(told);
    expect(body).toContain(/Qwen\/Qwen3-VL-2B-Instruct(-GGUF)?/.exec(command)?.[0]);
  });

  it("runs the bot and its workers, and not the image's help", () => {
    expect(service("bot")).toContain("command: []");
    const worker = service("worker");
    for (const line of ["extends: { service: bot }", "profiles: [workers]", "command: [worker]"])
      expect(worker).toContain(line);
  });

  it("keeps Redis where only the bot is", () => {
    expect(service("redis")).toContain("networks: [inside]");
    expect(compose).toMatch(/inside:\n {4}internal: true/);
    expect(compose).not.toMatch(/^ {4}ports:/m);
  });
});

describe("Dockerfile", () => {
  const stages = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\w+))?$/gm)].map(([, from, name]) => [
    from,
    name,
  ]);

  it("builds the bot without yt-dlp where no target is named, and has a stage with it", () => {
    expect(stages.slice(1)).toEqual([
      ["bot", "pages"],
      ["bot", undefined],
    ]);
    expect(stages[0]?.[1]).toBe("bot");
    expect(service("bot")).toMatch(/target: \$\{CUEPOINT_IMAGE:-bot\}/);
  });

  it("installs a yt-dlp that is new enough, with its solver scripts, where docs/links.md says", () => {
    const [, floor = ""] = /YTDLP_VERSION=">=([\d.]+)"/.exec(dockerfile) ?? [];
    expect(floor.split(".").map(Number)).toEqual(YTDLP_FLOOR.split(".").map(Number));
    expect(dockerfile).toMatch(/pip install --no-cache-dir "yt-dlp\[default\]\$\{YTDLP_VERSION\}"/);
    const [, path = ""] = /^ENV (YTDLP_PATH=.*)$/m.exec(dockerfile) ?? [];
    expect(readFileSync(new URL("../docs/links.md", import.meta.url), "utf8")).toContain(path);
  });
});
