import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, parse, resolve } from "node:path";
import type { OutgoingFile } from "../../../src/chat/message.ts";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { CuepointError } from "../../../src/errors.ts";

/** Where one video's results go. Nothing is seen in it before everything is written. */
export interface OutputFolder {
  readonly path: string;
  /** Puts the files there in their order; a whole result takes away the stills of an earlier one. */
  keep(files: readonly OutgoingFile[], options: { readonly isWhole: boolean }): Promise<void>;
  /** Removes what was not kept, the folder too where this run made it. */
  discard(): Promise<void>;
  /** As much of `discard` as can be done before the process ends at once. */
  discardNow(): void;
}

/** As stills are named, those of segments and of what a kind found. */
const OLD_STILL = /^(?:still-.*|[a-z-]+-\d{2,}_\d{2,}m\d{2}s)\.jpg$/;

/**
 * Fails at once where the folder cannot be written to, not after minutes of work. Files wait in a hidden
 * folder inside, as that is the one place sure to be on the same disk: a move is then all or nothing.
 */
export async function openOutputFolder(path: string, shownName: string): Promise<OutputFolder> {
  const explain = (error: unknown) => explainFailure(error, shownName);
  const firstMade = await mkdir(path, { recursive: true }).catch(explain);
  const staging = await mkdtemp(join(path, ".cuepoint-")).catch(async (error: unknown) => {
    await removeEmpty(path, firstMade);
    return explain(error);
  });
  let isKept = false;
  return {
    path,
    async keep(files, { isWhole }) {
      await stage(files, staging).catch(explain);
      await moveAll(files, staging, path).catch(explain);
      isKept = true;
      if (isWhole) await removeOldStills(path, files).catch(explain);
    },
    async discard() {
      await rm(staging, { recursive: true, force: true });
      if (!isKept) await removeEmpty(path, firstMade);
    },
    discardNow: () => rmSync(staging, { recursive: true, force: true }),
  };
}

async function stage(files: readonly OutgoingFile[], staging: string): Promise<void> {
  for (const { name, data } of files) {
    if (name === "" || basename(name) !== name || name.startsWith("."))
      throw new TypeError("a file to keep must have a plain name");
    await writeFile(join(staging, name), data);
  }
}

/** Takes back what was moved when one move fails, so that no part of a result stays. */
async function moveAll(files: readonly OutgoingFile[], staging: string, path: string): Promise<void> {
  const moved: string[] = [];
  try {
    for (const { name } of files) {
      const target = join(path, name);
      await rename(join(staging, name), target);
      moved.push(target);
    }
  } catch (error) {
    for (const target of moved) await rm(target, { force: true });
    throw error;
  }
}

async function removeOldStills(path: string, files: readonly OutgoingFile[]): Promise<void> {
  const fresh = new Set(files.map(({ name }) => name));
  for (const name of await readdir(path)) {
    if (OLD_STILL.test(name) && !fresh.has(name)) await rm(join(path, name), { force: true });
  }
}

/** Removes `path` and the folders above it, up to the first that this run made, as long as they are empty. */
async function removeEmpty(path: string, firstMade: string | undefined): Promise<void> {
  if (firstMade === undefined) return;
  for (let folder = path; folder.length >= firstMade.length; folder = dirname(folder)) {
    const isRemoved = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}

function explainFailure(error: unknown, shownName: string): never {
  if (error instanceof TypeError) throw error;
  const { code } = error as NodeJS.ErrnoException;
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  throw isFull
    ? new CuepointError("no-space", {}, error)
    : new CuepointError("output-unwritable", { name: shownName }, error);
}

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
