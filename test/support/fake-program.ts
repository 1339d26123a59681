import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** A temporary folder in which shell scripts stand for programs. */
export function programFolder() {
  const folder = temporaryFolder();
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  return {
    folder,
    json: (name: string, data: unknown) => void write(name, JSON.stringify(data)),
    /** The path of the new program. */
    program(name: string, script: string): string {
      const path = write(name, `#!/bin/bash\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    },
  };
}

/** A program folder that is a whole machine to the setup, which says to it what it does. */
export function fakeMachine() {
  const { folder, ...made } = programFolder();
  const said: string[] = [];
  return { ...made, root: folder, said, say: (line: string) => void said.push(line) };
}
