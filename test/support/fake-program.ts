import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** Makes programs out of shell scripts, in a folder that goes when the test file is done. */
export function programFolder(): { readonly folder: string; program(name: string, script: string): string } {
  const folder = temporaryFolder();
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
