import { basename, parse, resolve } from "node:path";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";

const USUAL_FOLDER = "cuepoint-out";

interface OutputPlan {
  readonly files: readonly string[];
  /** As typed after --out; null where it was not given. */
  readonly out: string | null;
  readonly cwd: string;
}

/** The absolute result folder of each file: DIR itself for one, DIR/name for several, no name used twice. */
export function planOutputs({ files, out, cwd }: OutputPlan): readonly string[] {
  const [only, ...more] = files;
  if (out !== null && only !== undefined && more.length === 0) return [resolve(cwd, out)];
  const taken = new Set<string>();
  return files.map((file) => {
    const name = freeName(folderName(resolve(cwd, file)), taken);
    taken.add(name.toLowerCase());
    return resolve(cwd, out ?? USUAL_FOLDER, name);
  });
}

function folderName(file: string): string {
  const name = toOneLine(parse(basename(file)).name);
  return name === "" || name === "." || name === ".." ? "video" : name;
}

/** "talk", "talk-2", "talk-3": talk.mp4 and talk.webm are two videos, also where case does not count. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${name}-${count}`;
  return free;
}
