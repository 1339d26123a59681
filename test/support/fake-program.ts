import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** Makes programs out of shell scripts, in a folder that goes when the test file is done. */
export function programFolder(): { readonly folder: string; program(name: string, script: string): string } {
  const folder = mkdtempSync(join(tmpdir(), "cuepoint-programs-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    program(name, script) {
      const path = join(folder, name);
      writeFileSync(path, `#!/bin/bash\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    },
  };
}
