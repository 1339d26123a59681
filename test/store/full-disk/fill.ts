/** Runs in a mount namespace of its own: fills a small volume to the last byte and tries to get on. Prints what worked, as JSON. */
import { execFileSync } from "node:child_process";
import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createStore } from "../../../src/store/store.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { codeOf } from "../../support/code-of.ts";
import { contextOf, linked, threadOf } from "../samples.ts";

const [volume = "", restart] = process.argv.slice(2);
execFileSync("mount", ["-t", "tmpfs", "-o", "size=40m", "tmpfs", volume]);

const open = () =>
  createStore({
    ...{ url: undefined, folder: join(volume, "data"), logger: createFakeLogger(), now: Date.now },
    ...{ maxBytes: 1e9, contextTtlMs: 3_600_000, originalTtlMs: 3_600_000, originalsMaxBytes: 1e9 },
  });

function fillUp(): void {
  const file = openSync(join(volume, "others"), "a");
  for (let piece = 1024 * 1024; piece > 0; ) {
    try {
      writeSync(file, Buffer.alloc(piece, 1));
    } catch {
      piece = Math.floor(piece / 2);
    }
  }
}

const THREAD = threadOf("T1");

let store = open();
const put = async (sha256: string) => {
  const contextKey = await store.contexts.put(contextOf({ sha256, frames: 64, frameBytes: 150_000 }));
  await store.threads.open(THREAD, { ...linked, sha256, contextKey });
};
await put("1");
fillUp();
const whenFull = await codeOf(put("2"));
if (restart) {
  await store.close();
  store = open();
}
const isThere = (await store.threads.get(THREAD)) !== undefined;
const forgotten = await codeOf(store.forgetThread(THREAD));
const swept = await codeOf(store.sweep());
const afterwards = await codeOf(put("3"));
await store.close();
process.stdout.write(JSON.stringify({ whenFull, isThere, forgotten, swept, afterwards }));
