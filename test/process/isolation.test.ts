import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  type Isolation,
  isolate,
  NO_ISOLATION,
  probeIsolation,
  type ResourceLimits,
} from "../../src/process/isolation.ts";
import { readAll, startProcess } from "../../src/process/start.ts";
import { startCanaryServer } from "../support/canary-server.ts";
import { programFolder } from "../support/fake-program.ts";
import { markProcesses } from "../support/processes.ts";
import { itUnless } from "../support/unless.ts";

const { folder, program } = programFolder();
const mark = markProcesses();
afterEach(() => mark.kill());

const signal = new AbortController().signal;
const searchPath = process.env.PATH ?? "";
const here = await probeIsolation({ searchPath, environment: mark.environment, signal });
const lacks = {
  nice: here.nice ? null : "nice does not work here",
  prlimit: here.prlimit ? null : "prlimit does not work here",
  unshare: here.unshare ? null : "unshare does not work here",
  offline: here.unshare?.network ? null : "unshare cannot take the network away here",
};
const AMPLE: ResourceLimits = { cpuSeconds: 20, fileBytes: 1e9, network: true };

async function run(name: string, script: string, limits: ResourceLimits, isolation: Isolation) {
  const { file, args } = isolate({ file: program(name, script), args: [] }, limits, isolation);
  const faults = { missing: "unexpected", timeout: "unexpected", overflow: "unexpected" } as const;
  const running = startProcess(file, args, {
    signal,
    timeLimit: 20_000,
    environment: mark.environment,
    faults,
  });
  const [text, exit] = await Promise.all([readAll(running, 1e6, "unexpected"), running.exit]);
  return { text: text.trim(), ...exit };
}

describe("isolate", () => {
  it("leaves a command as it is where the system has no means", () => {
    const command = { file: "/bin/ffmpeg", args: ["-i", "x"] };
    expect(isolate(command, AMPLE, NO_ISOLATION)).toEqual(command);
  });

  it("puts the limits before the command, and the network only where it is needed", () => {
    const all: Isolation = {
      nice: "/nice",
      prlimit: "/prlimit",
      unshare: { path: "/unshare", network: true },
    };
    const { file, args } = isolate(
      { file: "/bin/ffmpeg", args: ["-i", "x"] },
      { ...AMPLE, network: false },
      all,
    );
    expect(file).toBe("/nice");
    expect(args).toContain("--net");
    expect(args.slice(-4)).toEqual(["--", "/bin/ffmpeg", "-i", "x"]);
    expect(isolate({ file: "/bin/yt-dlp", args: [] }, AMPLE, all).args).not.toContain("--net");
  });
});

describe("a confined program", () => {
  itUnless(lacks.prlimit, "is ended when it has used up its time on the processor", async () => {
    const { code } = await run("burn", "while :; do :; done", { ...AMPLE, cpuSeconds: 1 }, here);
    expect(code).not.toBe(0);
    await mark.gone();
  });

  itUnless(lacks.prlimit, "writes no file larger than it may", async () => {
    const file = join(folder, "large.bin");
    await run("fill", `head -c 1000000 /dev/zero > ${file}`, { ...AMPLE, fileBytes: 1_000 }, here);
    expect(statSync(file).size).toBe(1_000);
    const none = join(folder, "none.bin");
    await run("fill-none", `echo x > ${none}`, { ...AMPLE, fileBytes: 0 }, here);
    expect(existsSync(none) ? statSync(none).size : 0).toBe(0);
  });

  itUnless(lacks.nice, "comes after others", async () => {
    expect((await run("nice", "nice", AMPLE, here)).text).toBe("10");
  });

  itUnless(lacks.offline, "reaches nothing on the network, this machine included", async () => {
    await using canary = await startCanaryServer();
    const script = `(: < /dev/tcp/127.0.0.1/${canary.port}) 2>/dev/null && echo reached || echo nothing`;
    expect((await run("offline", script, { ...AMPLE, network: false }, here)).text).toBe("nothing");
    expect(canary.hits()).toBe(0);
    expect((await run("online", script, AMPLE, here)).text).toBe("reached");
  });

  itUnless(lacks.unshare, "takes the processes with it that left its group", async () => {
    await run("leave", "setsid sleep 1000 &\nsetsid sleep 1000 &\necho done", AMPLE, here);
    await mark.gone();
  });
});

describe("probeIsolation", () => {
  const failing = programFolder();
  const halfway = programFolder();

  it("finds nothing where the tools are missing", async () => {
    expect(await probeIsolation({ searchPath: folder, environment: {}, signal })).toEqual(NO_ISOLATION);
  });

  it("does without a tool that is there and fails, as unshare does in a container", async () => {
    failing.program("true", "exit 0");
    failing.program("unshare", "echo Operation not permitted >&2\nexit 1");
    failing.program("prlimit", "exit 1");
    expect(
      await probeIsolation({ searchPath: failing.folder, environment: mark.environment, signal }),
    ).toEqual(NO_ISOLATION);
  });

  it("notices that only the network cannot be taken away", async () => {
    halfway.program("true", "exit 0");
    const path = halfway.program("unshare", '[[ "$*" == *--net* ]] && exit 1\nexit 0');
    const found = await probeIsolation({ searchPath: halfway.folder, environment: mark.environment, signal });
    expect(found.unshare).toEqual({ path, network: false });
  });
});
