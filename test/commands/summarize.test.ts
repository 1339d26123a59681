import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { createCommands } from "../../commands/index.ts";
import type { CommandEvent, OptionValues } from "../../src/chat/event.ts";
import { createDirectExecute } from "../../src/chat/routing/execute.ts";
import { CuepointError } from "../../src/errors.ts";
import type { SummaryRequest } from "../../src/summary/request.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { summary } from "../fixtures/summary.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { contextOf } from "./context.ts";

interface Setup {
  readonly options?: OptionValues;
  readonly locale?: string;
  readonly attachments?: CommandEvent["attachments"];
  readonly summarize?: (request: SummaryRequest, signal: AbortSignal) => Promise<Summary>;
}

const TALK = { platform: "terminal", id: "/videos/talk.mp4", name: "talk.mp4" } as const;

async function prepared(setup: Setup = {}) {
  const requests: SummaryRequest[] = [];
  const log: string[] = [];
  const thread = createFakeThread();
  const logger = createFakeLogger();
  const [command] = createCommands({
    logger,
    store: await temporaryStore(),
    reader: {
      open: () => Promise.reject(new Error("nobody looks again here")),
      shrink: () => Promise.reject(new Error("nobody wants it smaller here")),
      strip: () => Promise.reject(new Error("a terminal shows the stills themselves")),
    },
    model: async () => null,
    now: () => 0,
    clips: { folder: tmpdir(), maxSeconds: 60 },
    async fetchVideo(source, { onProgress }) {
      onProgress({ bytes: 5, totalBytes: 5, bytesPerSecond: 5 });
      const { id, name } =
        source.kind === "attachment" ? source.attachment : { id: source.url, name: source.url };
      return {
        path: id,
        name,
        size: 5,
        isTemporary: false,
        sha256: "abc",
        async [Symbol.asyncDispose]() {
          log.push("disposed");
        },
      };
    },
    strategy: mixed,
    async summarize(_, request, signal) {
      requests.push(request);
      request.report({ step: "scan", fraction: 0.5 });
      return {
        summary: setup.summarize ? await setup.summarize(request, signal) : summary(),
        opening: null,
        cuts: [],
      };
    },
  });
  const event: CommandEvent = {
    type: "command",
    id: "1",
    command: "summarize",
    thread: thread.id,
    author: "me",
    locale: setup.locale ?? "en-GB",
    attachments: setup.attachments ?? [TALK],
    links: [],
    options: setup.options ?? {},
  };
  const { signal } = new AbortController();
  return {
    ...{ command, thread, requests, log, signal },
    run: async () => command?.run({ ...contextOf(event, thread), signal }),
    carryOut: async () => command && createDirectExecute(() => thread, logger)(command, event, signal),
  };
}

describe("summarize", () => {
  it("hands on the video and what was wished for", async () => {
    const { run, requests } = await prepared({
      options: { from: "1:20", to: "5m", keyframes: 7, language: "DE-at" },
    });
    await run();
    expect(requests[0]).toMatchObject({
      path: "/videos/talk.mp4",
      name: "talk.mp4",
      sha256: "abc",
      range: { from: 80, to: 300 },
      keyframes: 7,
      language: "de-AT",
    });
  });

  it("wishes for nothing that was not asked for, in the reader's language", async () => {
    const { run, requests } = await prepared({ locale: "zh-CN" });
    await run();
    expect(requests[0]).toMatchObject({ range: {}, language: "zh-CN" });
    expect(requests[0]).not.toHaveProperty("keyframes");
  });

  it("tells how far it is in one message, then posts the summary", async () => {
    const { carryOut, thread } = await prepared();
    await carryOut();
    const kinds = thread.told.map(({ message: { kind } }) => kind);
    expect(kinds.filter((kind) => kind === "summary")).toHaveLength(1);
    expect(
      thread.told.filter(({ edits, message }) => message.kind === "progress" && edits === null),
    ).toHaveLength(1);
    expect(thread.told.find(({ message }) => message.kind === "summary")?.message.title).toBe(
      "A rabbit’s quiet morning",
    );
    expect(kinds.at(-1)).toBe("summary");
    const beforeSummary = thread.told[kinds.indexOf("summary") - 1];
    expect(beforeSummary?.message.progress?.step).toBe("reply");
  });

  it("frames the model's words in the reader's language", async () => {
    const { run, thread } = await prepared({ locale: "zh-CN", options: { language: "en" } });
    await run();
    const posted = thread.told.find(({ message }) => message.kind === "summary");
    expect(posted?.message.footer?.[0]).toContain("未使用声音");
  });

  it("lets go of the video, also after a failure", async () => {
    const failing = await prepared({ summarize: () => Promise.reject(new CuepointError("not-a-video")) });
    await expect(failing.run()).rejects.toMatchObject({ code: "not-a-video" });
    expect(failing.log).toEqual(["disposed"]);
    expect(failing.thread.told.some(({ message }) => message.kind === "summary")).toBe(false);
    const fine = await prepared();
    await fine.run();
    expect(fine.log).toEqual(["disposed"]);
  });

  it("passes the signal on, so that an abort reaches the work", async () => {
    let passed: AbortSignal | null = null;
    const { run, signal } = await prepared({
      summarize: async (_, given) => {
        passed = given;
        return summary();
      },
    });
    await run();
    expect(passed).toBe(signal);
  });

  it.each([
    [{ from: "soon" }, "range-invalid"],
    [{ to: "1:75" }, "range-invalid"],
    [{ to: "0" }, "range-invalid"],
    [{ from: "5:00", to: "1:20" }, "range-invalid"],
    [{ from: "5", to: "5" }, "range-invalid"],
    [{ language: "english please" }, "usage"],
    [{ language: "" }, "usage"],
  ])("refuses %j before it opens anything", async (options, code) => {
    const { run, thread, log } = await prepared({ options });
    await expect(run()).rejects.toMatchObject({ code });
    expect(thread.told).toEqual([]);
    expect(log).toEqual([]);
  });

  it("asks for a video where none was given", async () => {
    const { run } = await prepared({ attachments: [] });
    await expect(run()).rejects.toMatchObject({
      code: "usage",
      details: { what: "no-video" },
    });
  });
});

describe("the definition", () => {
  it("fits the platforms' pickers: descriptions of at most 100 characters in every language", async () => {
    const { command } = await prepared();
    for (const { description } of [command, ...(command?.options ?? [])].filter((one) => one !== undefined)) {
      for (const text of Object.values(description)) {
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(100);
      }
    }
  });
});
