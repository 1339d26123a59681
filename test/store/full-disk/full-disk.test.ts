import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createSqliteAdapter } from "../../../src/store/database/sqlite-adapter.ts";
import { openSqliteFile, shrink } from "../../../src/store/database/sqlite-connection.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SCRIPT = fileURLToPath(new URL("./fill.ts", import.meta.url));
/** A mount of our own, seen by no other process; without root in a namespace of users too. */
const NAMESPACE = process.getuid?.() === 0 ? ["--mount"] : ["--map-root-user", "--mount"];

function whyNoVolume(): string | null {
  try {
    const folder = temporaryFolder();
    execFileSync("unshare", [...NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", folder], { stdio: "pipe" });
    return null;
  } catch {
    return "no volume can be mounted here";
  }
}

const missing = whyNoVolume();

async function fill(...options: string[]): Promise<unknown> {
  const args = [...NAMESPACE, process.execPath, SCRIPT, temporaryFolder(), ...options];
  const { stdout } = await promisify(execFile)("unshare", args);
  return JSON.parse(stdout);
}

describe.skipIf(missing)(`a volume without a byte left${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const healed = {
    whenFull: "no-space",
    isThere: true,
    forgotten: "none",
    swept: "none",
    afterwards: "none",
  };

  it("lets forget and the sweep work, and then takes a video again", async () => {
    expect(await fill()).toEqual(healed);
  });

  it("lets them work after a restart too", async () => {
    expect(await fill("restart")).toEqual(healed);
  });
});

it("a file at its largest size gives back what is removed, and takes as much again", async () => {
  const file = openSqliteFile(join(temporaryFolder(), "small.sqlite"));
  const adapter = createSqliteAdapter(file);
  file.exec("PRAGMA max_page_count = 300");
  const keys: string[] = [];
  const fillIt = async () => {
    for (let i = 0; ; i += 1) {
      await adapter.set(`a:${i}`, "x".repeat(20_000));
      keys.push(`a:${i}`);
    }
  };
  await expect(fillIt()).rejects.toThrow("full");
  const most = keys.length;
  expect(most).toBeGreaterThan(20);
  expect(await adapter.deleteMany(keys.splice(0))).toBe(true);
  shrink(file);
  await expect(fillIt()).rejects.toThrow("full");
  expect(keys.length).toBeGreaterThanOrEqual(most);
});
