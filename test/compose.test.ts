import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@keyv/redis";
import { describe, expect, it } from "vitest";
import { LLAMA_COMMAND, VLLM_COMMAND } from "../src/chat/locales/model-commands.ts";
import { YTDLP_FLOOR } from "../src/media/pages/ytdlp-program.ts";
import { eventually } from "./support/eventually.ts";
import { freePort } from "./support/servers/free-port.ts";
import { redisMissing } from "./support/servers/redis-server.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { itUnless } from "./support/unless.ts";

const dockerfile = readFileSync(new URL("../Dockerfile", import.meta.url), "utf8");
const compose = readFileSync(new URL("../compose.yaml", import.meta.url), "utf8");
const operating = readFileSync(new URL("../docs/operating.md", import.meta.url), "utf8");

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
    ["speech", "speech"],
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

  it.each(["vllm", "llama", "speech", "redis"])("gives %s bounds, and no rights to gain", (name) => {
    const body = service(name);
    expect(body).toMatch(/^ {4}pids_limit: \d+$/m);
    const [, memory] = /^ {4}mem_limit: (\d+g)$/m.exec(body) ?? [];
    expect(memory).toBeDefined();
    expect(body).toContain(`memswap_limit: ${memory}\n`);
    expect(body).toContain("no-new-privileges:true");
    expect(body).not.toMatch(/privileged|(ipc|pid|network_mode): "?host/);
  });

  it.each(["vllm", "llama", "speech", "redis"])("names one version of the image of %s", (name) => {
    const [, variable, tag = ""] = /^ {4}image: \$\{(\w+):-[\w./-]+:(\S+)\}$/m.exec(service(name)) ?? [];
    expect(variable).toBe(`${name.toUpperCase()}_IMAGE`);
    expect(tag).toMatch(/\d+\.\d+\.\d+|-b\d+$/);
    expect(operating).toContain(`\`${variable}\``);
  });

  it("keeps Redis from the network of the models' servers, and from the world", () => {
    const networks = (name: string) => /^ {4}networks: \[(.*)\]$/m.exec(service(name))?.[1]?.split(", ");
    expect(networks("bot")).toEqual(["internet", "models", "queue"]);
    for (const name of ["vllm", "llama", "speech"]) expect(networks(name)).toEqual(["models"]);
    expect(networks("redis")).toEqual(["queue"]);
    expect(compose).toMatch(/^ {2}queue:\n {4}internal: true/m);
    expect(compose).not.toMatch(/^ {4}ports:/m);
  });
});

describe("Redis as compose.yaml starts it", () => {
  const script =
    /^ {4}command:\n {6}- sh\n {6}- -c\n {6}- \|\n((?: {8}.*\n)+)/m.exec(service("redis"))?.[1] ?? "";
  const command = script.replaceAll(/^ {8}/gm, "").replaceAll("$$", "$");
  const folder = temporaryFolder();
  // The image's own entry point gives up root's rights and goes on; here it gives the server a place to run.
  const entry = join(folder, "docker-entrypoint.sh");
  writeFileSync(entry, '#!/bin/sh\nexec "$@" --port "$PORT" --bind 127.0.0.1 --dir "$DIR"\n', {
    mode: 0o755,
  });
  const environment = (port: number, password: string) => ({
    PATH: `${folder}:${process.env.PATH}`,
    ...{ PORT: String(port), DIR: folder, REDISCLI_AUTH: password },
  });

  itUnless(redisMissing, "asks for the password, which no list of processes shows", async () => {
    const port = await freePort();
    const child = spawn("sh", ["-c", command], { env: environment(port, "s3cret"), stdio: "ignore" });
    try {
      await eventually(async () => expect(await ping(port, "s3cret")).toBe("PONG"));
      await expect(ping(port)).rejects.toThrow("NOAUTH");
      await expect(ping(port, "wrong")).rejects.toThrow("WRONGPASS");
      const { stdout } = spawnSync("ps", ["-ww", "-o", "args=", "-p", `${child.pid}`], { encoding: "utf8" });
      expect(stdout).toContain("redis-server");
      expect(stdout).not.toContain("s3cret");
    } finally {
      child.kill();
      await once(child, "exit");
    }
  });

  it("does not start without one, and says what to set", () => {
    const { status, stderr } = spawnSync("sh", ["-c", command], {
      env: environment(0, ""),
      encoding: "utf8",
    });
    expect(status).toBeGreaterThan(0);
    expect(stderr).toContain("Set REDIS_PASSWORD in .env");
    expect(operating).toContain("`REDIS_PASSWORD`");
  });
});

async function ping(port: number, password?: string): Promise<string> {
  const client = createClient({
    socket: { host: "127.0.0.1", port, reconnectStrategy: false },
    ...(password !== undefined && { password }),
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return await client.ping();
  } finally {
    if (client.isOpen) client.destroy();
  }
}

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
