import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("tells a Node that is too old in one sentence, and does nothing", () => {
  const script = fileURLToPath(new URL("../../scripts/setup.mjs", import.meta.url));
  const pretend = `Object.defineProperty(process, "versions", { value: { node: "18.19.1" } });`;
  const args = ["--input-type=module", "-e", `${pretend} await import(${JSON.stringify(script)});`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Cuepoint needs Node 20 or newer .* this is Node 18\.19\.1\. .*\n$/);
});
