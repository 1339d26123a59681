import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { ensureFfmpeg } from "../../../scripts/setup/ffmpeg.mjs";
import { fakeMachine } from "../../support/fake-program.ts";

describe("finding ffmpeg", () => {
  let machine: ReturnType<typeof fakeMachine>;

  beforeEach(() => {
    machine = fakeMachine();
  });

  const context = () => ({ env: { PATH: machine.root }, isRoot: true, say: machine.say });
  const version = (name: string, number = "7.1.5") => `echo "${name} version ${number} Copyright"`;
  /** Notes each call in a file; "install" makes ffmpeg and ffprobe appear, as a package would. */
  const installer = `echo "apt-get $*" >> ${"$0"}.calls
case "$1" in install)
  for name in ffmpeg ffprobe; do
    printf '#!/bin/sh\\necho "%s version 5.1.9-0+deb12u1 Copyright"\\n' $name > "\${0%/*}/$name"
    /bin/chmod +x "\${0%/*}/$name"
  done
esac`;
  const calls = () => readFileSync(join(machine.root, "apt-get.calls"), "utf8").trim().split("\n");

  it("is content with the ones on the PATH and installs nothing", () => {
    machine.program("ffmpeg", version("ffmpeg"));
    machine.program("ffprobe", version("ffprobe"));
    machine.program("apt-get", installer);
    expect(ensureFfmpeg(context())).toBe(true);
    expect(machine.said).toEqual(["ffmpeg 7.1.5, ffprobe 7.1.5."]);
    expect(existsSync(join(machine.root, "apt-get.calls"))).toBe(false);
  });

  it("takes the ones that FFMPEG_PATH and FFPROBE_PATH name", () => {
    machine.program("elsewhere/a", version("ffmpeg", "8.1.2"));
    machine.program("elsewhere/b", version("ffprobe", "8.1.2"));
    const env = {
      PATH: machine.root,
      FFMPEG_PATH: join(machine.root, "elsewhere/a"),
      FFPROBE_PATH: join(machine.root, "elsewhere/b"),
    };
    expect(ensureFfmpeg({ ...context(), env })).toBe(true);
    expect(machine.said).toEqual(["ffmpeg 8.1.2, ffprobe 8.1.2."]);
  });

  it("installs both by the package manager when one is missing, after refreshing its lists", () => {
    machine.program("ffmpeg", version("ffmpeg"));
    machine.program("apt-get", installer);
    expect(ensureFfmpeg(context())).toBe(true);
    expect(calls().slice(1)).toEqual(["apt-get update", "apt-get install -y --no-install-recommends ffmpeg"]);
    expect(machine.said.at(-1)).toBe("ffmpeg 5.1.9-0+deb12u1, ffprobe 5.1.9-0+deb12u1.");
  });

  it("asks sudo for it when this is not machine.root", () => {
    machine.program("apt-get", installer);
    machine.program("sudo", `[ "$1" = --version ] || { "$@"; }`);
    expect(ensureFfmpeg({ ...context(), isRoot: false })).toBe(true);
    expect(machine.said).toContain("Running sudo apt-get install -y --no-install-recommends ffmpeg …");
  });

  it("installs even when the lists cannot be refreshed", () => {
    machine.program("apt-get", `[ "$1" = update ] && exit 100\n${installer}`);
    expect(ensureFfmpeg(context())).toBe(true);
  });

  it("shows the package manager's messages and what to do when it fails", () => {
    machine.program("apt-get", `[ "$1" = --version ] || { echo "E: no such package" >&2; exit 100; }`);
    expect(ensureFfmpeg(context())).toBe(false);
    expect(machine.said.join("\n")).toContain("E: no such package");
    expect(machine.said.at(-1)).toMatch(/could not install ffmpeg.*Install ffmpeg 5\.1 or newer/);
  });

  it("says what to install where there is no package manager", () => {
    expect(ensureFfmpeg(context())).toBe(false);
    expect(machine.said.at(-1)).toMatch(/No package manager.*Install ffmpeg 5\.1 or newer/);
  });

  it("warns of a version without the latest security fixes, and goes on", () => {
    machine.program("ffmpeg", version("ffmpeg", "6.1.1-3ubuntu5"));
    machine.program("ffprobe", version("ffprobe", "6.1.1-3ubuntu5"));
    expect(ensureFfmpeg(context())).toBe(true);
    expect(machine.said.at(-1)).toMatch(/^Warning: ffmpeg 6\.1\.1-3ubuntu5 is older/);
  });
});
