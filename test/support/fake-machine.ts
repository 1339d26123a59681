import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** A private folder that goes when the test ends, in which shell scripts stand for programs. */
export function fakeMachine() {
  const root = temporaryFolder();
  const file = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const said: string[] = [];
  return {
    root,
    said,
    say: (line: string) => void said.push(line),
    json: (path: string, data: unknown) => file(path, JSON.stringify(data)),
    program(path: string, body: string): void {
      file(path, `#!/bin/sh\n${body}\n`);
      chmodSync(join(root, path), 0o755);
    },
  };
}
