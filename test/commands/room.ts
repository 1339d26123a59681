import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCommands } from "../../commands/index.ts";
import type { CommandContext } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import type { OutgoingMessage } from "../../src/chat/message.ts";
import { encodeThreadId, type ThreadId } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import type { LocalVideo } from "../../src/media/local-video.ts";
import type { PageInfo } from "../../src/media/pages/page-info.ts";
import { nothingHeard } from "../../src/sound/transcript.ts";
import { heardOf } from "../../src/summary/listen.ts";
import { structured } from "../../src/summary/prompts/structured.ts";
import type { SummaryRequest } from "../../src/summary/request.ts";
import { withoutModel } from "../../src/summary/warnings.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { createTimeline } from "../../src/video/timeline.ts";
import type { Frame, ScanFrame, TimeRange } from "../../src/video/video.ts";
import type { EmbedderSource } from "../../src/vision/embeddings/embedder.ts";
import type { FrameVectors } from "../../src/vision/embeddings/frame-vectors.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { storyboard, summary } from "../fixtures/summary.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { contextOf } from "./context.ts";

/** The store's own time to live, in test/support/temporary-store.ts. */
export const LIFE = 3_600_000;

export const LINK = "https://videos.example/talk.mp4";
const DURATION = 180;
const sent = [12.5, 67, 151.2];

/** Two tenants, and two threads of the first. */
export const HERE = place("T1", "here");
export const THERE = place("T1", "there");
export const ELSEWHERE = place("T2", "elsewhere");

function place(tenant: string, thread: string): ThreadId {
  return encodeThreadId({ platform: "slack", tenant, channel: "c", thread });
}

/** Four frames a second. */
const ENTRIES = Array.from({ length: DURATION * 4 }, (_, i) => ({
  timestamp: i / 4,
  duration: 1 / 4,
  iFrame: true,
}));

const frameAt = (timestamp: number): Frame => ({
  timestamp,
  width: 64,
  height: 36,
  jpeg: Buffer.from(`picture at ${timestamp}`),
});

/** A grey picture each second, every one a little brighter. */
async function* scanned({ start, end }: TimeRange): AsyncGenerator<ScanFrame> {
  const plane = (size: number, level: number) => new Uint8Array(size).fill(level);
  for (let timestamp = Math.ceil(start); timestamp < end; timestamp++) {
    const grey = { luma: plane(128, (timestamp * 3) % 256), cb: plane(32, 128), cr: plane(32, 128) };
    yield { timestamp, picture: { width: 16, height: 8, ...grey } };
  }
}

const found = (answer: string, ...moments: string[]) => JSON.stringify({ found: true, moments, answer });

interface Given
  extends Partial<
    Pick<CommandEvent, "thread" | "author" | "attachments" | "links" | "spoilers" | "options">
  > {
  readonly report?: CommandContext["report"];
  /** The place shows a summary's first screen. */
  readonly isBrief?: true;
}

/** All commands over a real store and a made-up web: what lies behind a link, and what the model says, is the test's. */
export async function room({
  embeddings,
  keepsPictures = false,
}: {
  readonly embeddings?: EmbedderSource;
  readonly keepsPictures?: boolean;
} = {}) {
  let time = Date.UTC(2026, 0, 1);
  const store = await temporaryStore(() => time);
  const logger = createFakeLogger();
  /** By link; what is not there cannot be fetched. */
  const web = new Map([[LINK, "the talk"]]);
  /** What a link's page says of its video. */
  const pages = new Map<string, PageInfo>();
  const state = {
    hasModel: true,
    /** The model answers the first look with nothing that could be used. */
    isGarbled: false,
    /** The program ends while the model is asked, at once or when it has replied for the first time. */
    dies: false as boolean | "after the first",
    /** What is said in every video. */
    heard: nothingHeard("no-server"),
    replies: [] as (string | Promise<string>)[],
    fetches: 0,
    /** What of words was asked for with each. */
    words: [] as string[],
    /** What became of a page's sound. */
    sound: undefined as LocalVideo["sound"],
    /** Of the frames that a model has seen, where there is a server of them. */
    vectors: undefined as FrameVectors | undefined,
    summaries: [] as SummaryRequest[],
    /** How the model is asked. */
    prompt: structured,
    seeds: [] as (number | undefined)[],
    /** The clips that were cut, and how. */
    cuts: [] as { range: TimeRange; mostBytes: number; subtitles: string }[],
    ...{ isReduced: false, hasSound: true },
  };
  const asked: string[] = [];
  /** The threads whose work was stopped, and whether their video was still known then. */
  const stopped: [ThreadId, boolean][] = [];
  const model: VisionModel = {
    name: "seer",
    limits: { contextTokens: 32_768, maxImages: 128 },
    async *reply({ messages, seed }) {
      if (state.dies === true) throw new Error("the power went");
      if (state.dies) state.dies = true;
      state.seeds.push(seed);
      asked.push(JSON.stringify(messages));
      yield { type: "text", text: (await state.replies.shift()) ?? found("A rabbit.", "67.0") };
      yield { type: "end", finishReason: "stop", usage: null };
    },
  };
  const commands = createCommands({
    store,
    logger,
    now: () => time,
    ...(embeddings && { embeddings }),
    clips: { folder: tmpdir(), maxSeconds: 60 },
    keepFeedbackPictures: keepsPictures,
    model: async () => (state.hasModel ? model : null),
    stopWork: async (thread) => void stopped.push([thread, (await store.threads.get(thread)) !== undefined]),
    reader: {
      open: async () => ({
        info: { ...summary().video, duration: DURATION },
        timeline: createTimeline(ENTRIES),
        scan: ({ range }) => ({ frames: scanned(range), faults: () => 0 }),
        async *framesAt(timestamps) {
          yield* timestamps.map((at) => frameAt(Math.floor(at * 4) / 4));
        },
        async cut({ range, folder, mostBytes, subtitles = "" }) {
          state.cuts.push({ range, mostBytes, subtitles });
          const path = join(folder, "clip.mp4");
          await writeFile(path, `clip of ${range.start} to ${range.end}`);
          const made = { bytes: 1000, width: 64, height: 36, isCopied: true, isReduced: state.isReduced };
          return { ...made, path, hasSound: state.hasSound };
        },
      }),
      shrink: async (jpeg, maxBytes) => jpeg.subarray(0, maxBytes),
      strip: async ([first]) => first?.jpeg ?? null,
    },
    async fetchVideo(source, { words }) {
      const url = source.kind === "link" ? source.url : source.attachment.id;
      const content = web.get(url);
      if (content === undefined) throw new CuepointError("file-missing", { name: url });
      state.fetches += 1;
      state.words.push(words);
      const page = pages.get(url);
      return {
        path: url,
        name: "talk.mp4",
        size: content.length,
        isTemporary: false,
        ...(page && { page }),
        ...(state.sound && { sound: state.sound }),
        sha256: createHash("sha256").update(content).digest("hex"),
        [Symbol.asyncDispose]: async () => undefined,
      };
    },
    strategy: mixed,
    get prompt() {
      return state.prompt;
    },
    async summarize({ prompt = structured }, request) {
      state.summaries.push(request);
      const hasSeen = state.hasModel && !state.isGarbled;
      const made = hasSeen ? summary() : storyboard();
      const warnings = state.isGarbled
        ? [withoutModel(new CuepointError("model-garbled"), request.failures)]
        : made.warnings;
      const frames = sent.map((at) => ({ ...frameAt(at), label: at.toFixed(1) }));
      return {
        summary: {
          ...made,
          warnings,
          cues: state.heard.cues,
          coverage: { ...made.coverage, sound: heardOf(state.heard) },
          promptVersion: prompt.version,
          video: { ...made.video, sha256: request.sha256 },
        },
        opening: hasSeen
          ? { system: "You watch.", question: "What happens?", reply: "{}", frames, cues: [] }
          : null,
        cuts: [],
        ...(state.vectors && { vectors: state.vectors }),
      };
    },
  });

  /** Runs a command in a thread; answers what the thread was told, progress aside. */
  const run = async (
    command: string,
    { thread: id = HERE, report, isBrief, ...given }: Given = {},
  ): Promise<OutgoingMessage[]> => {
    const fake = createFakeThread();
    const thread = { ...fake, id, limits: { ...fake.limits, ...(isBrief && { isBrief }) } };
    const event: CommandEvent = {
      ...{ type: "command", id: "1", command, thread: id, author: "ada", locale: "en" },
      ...{ attachments: [], links: [], spoilers: [], options: {}, ...given },
    };
    await commands
      .find(({ name }) => name === command)
      ?.run({ ...contextOf(event, thread), ...(report && { report }) });
    return thread.told.map(({ message }) => message).filter(({ kind }) => kind !== "progress");
  };
  return {
    store,
    web,
    pages,
    state,
    asked,
    stopped,
    run,
    summarize: (thread?: ThreadId) => run("summarize", { links: [LINK], ...(thread && { thread }) }),
    ask: (question: string, thread?: ThreadId) =>
      run("ask", { options: { question }, ...(thread && { thread }) }),
    pass(ms: number) {
      time += ms;
    },
  };
}
