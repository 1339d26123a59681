import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { forPrograms } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const data = temporaryFolder();
const MAIN = fileURLToPath(new URL("../../src/doctor/main.ts", import.meta.url));

/** The doctor as a script runs it, with a server that is not there so that no real one is asked. */
function doctor(env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN], {
    encoding: "utf8",
    env: {
      ...forPrograms(),
      MODEL_BASE_URL: "http://127.0.0.1:9/v1",
      SPEECH_BASE_URL: "off",
      DATA_DIR: data,
      LANG: "en",
      ...env,
    },
    cwd: "/",
  });
  return { status, stdout, stderr };
}

describe("npm run doctor", () => {
  it("prints its table and fails where something must be fixed", () => {
    const { status, stdout } = doctor({});
    expect(stdout).toContain("✗ error  Model");
    expect(stdout).toContain("Runtime (Node.js)");
    expect(status).toBe(1);
  });

  it("answers in the reader's language", () => {
    expect(doctor({ LANG: "zh_CN.UTF-8" }).stdout).toContain("运行环境（Node.js）");
  });

  it("says which settings are wrong, as every command does", () => {
    const { status, stdout, stderr } = doctor({ LINK_SECONDS: "soon" });
    expect([status, stdout]).toEqual([78, ""]);
    expect(stderr).toContain("LINK_SECONDS");
  });
});
