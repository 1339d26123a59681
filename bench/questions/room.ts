import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createCommands } from "../../commands/index.ts";
import type { CommandDeps } from "../../commands/shared/deps.ts";
import type { CommandEvent, OptionValues } from "../../src/chat/event.ts";
import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { Thread } from "../../src/chat/thread.ts";
import type { Logger } from "../../src/logger.ts";
import { takeVideo } from "../../src/media/local-video.ts";
import { probeIsolation } from "../../src/process/isolation.ts";
import { createStore } from "../../src/store/store.ts";
import { summarize } from "../../src/summary/pipeline.ts";
import { createVideoReader } from "../../src/video/ffmpeg/open-reader.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { silent } from "../measure/silent.ts";

const THREAD = "slack:T1:C1:1" as const;
const HUGE = 1e12;

/** One thread of a bot over a store in SQLite, with whichever model is set; everything but the platform is the real thing. */
export function openRoom(path: string, logger: Logger = silent) {
  const folder = mkdtempSync(join(tmpdir(), "cuepoint-bench-"));
  const sizes = { maxBytes: HUGE, contextTtlMs: HUGE, originalTtlMs: HUGE, originalsMaxBytes: HUGE };
  const store = createStore({ url: undefined, folder, logger: silent, now: Date.now, ...sizes });
  const searchPath = process.env.PATH ?? "";
  const paths = { ffmpegPath: undefined, ffprobePath: undefined };
  const environment = { PATH: searchPath, LC_ALL: "C" };
  const isolation = (signal: AbortSignal) => probeIsolation({ searchPath, environment, signal });
  const reader = createVideoReader({ ...paths, searchPath, isolation, maxMinutes: 600, logger: silent });
  let model: VisionModel | null = null;
  const source = async () => model;
  const deps: CommandDeps = {
    ...{ store, logger, now: Date.now, reader, strategy: mixed },
    clips: { folder, maxSeconds: HUGE },
    model: source,
    // As if it had been downloaded: a copy is kept for closer looks, and the file itself stays.
    fetchVideo: (_, { signal }) =>
      takeVideo(
        { name: basename(path), path, release: async () => undefined },
        { temporary: folder, maxMegabytes: HUGE, signal },
      ),
    summarize,
  };
  const commands = createCommands(deps);
  const posted: OutgoingMessage[] = [];
  const post = async (message: OutgoingMessage) => String(posted.push(message));
  const limits = { textLength: 3_000, filesPerMessage: 10, bytesPerFile: HUGE, editInterval: 1_000 };
  const thread: Thread = {
    id: THREAD,
    limits,
    post,
    edit: async (_, message) => void (await post(message)),
    addressOf: async () => null,
    remove: async () => undefined,
  };
  const run = async (command: string, options: OptionValues): Promise<OutgoingMessage | undefined> => {
    const attachments = [{ platform: "slack" as const, id: path, name: basename(path) }];
    const event: CommandEvent = {
      ...{ type: "command", id: "1", thread: THREAD, author: "ada", locale: "en" },
      ...{ command, options, attachments: command === "summarize" ? attachments : [], links: [] },
    };
    const { signal } = new AbortController();
    const context = { event, thread, signal, report: () => undefined, job: null };
    await commands.find(({ name }) => name === command)?.run(context);
    return posted.at(-1);
  };
  return {
    /** Asks this one from now on. */
    use(next: VisionModel) {
      model = next;
    },
    summarize: () => run("summarize", {}),
    ask: (question: string) => run("ask", { question }),
    /** Bytes of everything that is kept but the original. */
    stored: async () => (await store.sweep()).bytes,
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
