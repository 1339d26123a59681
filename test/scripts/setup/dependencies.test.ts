import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { ensureDependencies } from "../../../scripts/setup/dependencies.mjs";
import { fakeMachine } from "../../support/fake-program.ts";

describe("the dependencies", () => {
  let machine: ReturnType<typeof fakeMachine>;
  const context = () => ({ root: machine.root, env: { PATH: machine.root }, say: machine.say });
  const record = "node_modules/.package-lock.json";
  const lock = {
    "": { version: "1.0.0" },
    "node_modules/zod": { version: "4.6.7" },
    "node_modules/ffmpeg-static": { version: "5.3.0", optional: true },
  };
  const installed = { "node_modules/zod": lock["node_modules/zod"] };

  beforeEach(() => {
    machine = fakeMachine();
    machine.json("package-lock.json", { packages: lock });
    machine.json("wanted-record.json", { packages: installed });
    mkdirSync(join(machine.root, "node_modules/zod"), { recursive: true });
    machine.program("node_modules/.bin/node", "echo v24.21.0");
    machine.program(
      "npm",
      `echo "npm warn EBADENGINE $*"; /bin/cp wanted-record.json ${record}; echo "$*" >> npm.calls`,
    );
  });

  const installs = () => existsSync(join(machine.root, "npm.calls"));

  it("are left alone when they match, though an optional one is missing", () => {
    machine.json(record, { packages: installed });
    expect(ensureDependencies(context())).toBe(true);
    expect(installs()).toBe(false);
    expect(machine.said.at(-1)).toBe("Node 24.21.0: runs Cuepoint.");
  });

  it.each([
    ["nothing is installed", () => rmSync(join(machine.root, "node_modules/zod"), { recursive: true })],
    [
      "a version differs",
      () => machine.json(record, { packages: { "node_modules/zod": { version: "4.6.6" } } }),
    ],
    ["one is missing", () => machine.json(record, { packages: {} })],
    [
      "one is too many",
      () => machine.json(record, { packages: { ...installed, "node_modules/left-pad": {} } }),
    ],
    [
      "a folder is gone",
      () => {
        machine.json(record, { packages: installed });
        rmSync(join(machine.root, "node_modules/zod"), { recursive: true });
      },
    ],
  ])("are installed when %s", (_, arrange) => {
    arrange();
    expect(ensureDependencies(context())).toBe(true);
    expect(installs()).toBe(true);
  });

  it("do not fill the screen with npm's warnings when all goes well", () => {
    expect(ensureDependencies(context())).toBe(true);
    expect(machine.said.join("\n")).not.toContain("EBADENGINE");
  });

  it("show npm's messages when it fails", () => {
    machine.program("npm", "echo 'npm error network'; exit 1");
    expect(ensureDependencies(context())).toBe(false);
    expect(machine.said.join("\n")).toContain("npm error network");
  });

  it("are not ready when the pinned Node does not start", () => {
    machine.json(record, { packages: installed });
    machine.program("node_modules/.bin/node", "exit 126");
    expect(ensureDependencies(context())).toBe(false);
    expect(machine.said.at(-1)).toMatch(/does not run on this machine/);
  });

  it("are installed by the npm that runs the script, not by one inside node_modules", () => {
    machine.program("node_modules/.bin/npm", "exit 1");
    machine.program("system-node", `echo "$*" >> npm.calls`);
    const env = {
      PATH: `${machine.root}/node_modules/.bin`,
      npm_node_execpath: join(machine.root, "system-node"),
      npm_execpath: "/npm-cli.js",
    };
    ensureDependencies({ ...context(), env });
    expect(readFileSync(join(machine.root, "npm.calls"), "utf8")).toBe("/npm-cli.js ci\n");
  });
});
