import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FetchProgress } from "../../../src/http/progress.ts";
import type { LinkedVideo } from "../../../src/media/download.ts";
import { createPageOpener, type PageOptions } from "../../../src/media/pages/open-page.ts";
import type { PageWords } from "../../../src/media/pages/page-info.ts";
import { probeIsolation } from "../../../src/process/isolation.ts";
import { joinStreams } from "../../../src/video/ffmpeg/join-streams.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { type FakeInternet, type Handler, startInternet } from "../../support/fake-internet.ts";
import { markProcesses, type ProcessMark } from "../../support/processes.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const STAND_IN = new URL("../../fakes/ytdlp.mjs", import.meta.url);

export interface PageSite extends AsyncDisposable {
  readonly net: FakeInternet;
  readonly mark: ProcessMark;
  /** What lies in the folder for temporary files. */
  readonly left: () => string[];
  readonly options: PageOptions;
  open(
    path: string,
    over?: Partial<PageOptions>,
    signal?: AbortSignal,
    words?: PageWords,
  ): Promise<LinkedVideo>;
  readonly progress: FetchProgress[];
}

/** A site at page.example, and yt-dlp (or its stand-in) behind our proxy in front of it. */
export async function startPageSite(handler: Handler, ytdlp?: string): Promise<PageSite> {
  const net = await startInternet();
  net.site("93.184.216.34", ["page.example"], handler);
  const mark = markProcesses();
  const base = mkdtempSync(join(tmpdir(), "cuepoint-pages-"));
  const temporary = mkdtempSync(join(base, "temporary-"));
  const path = ytdlp || join(base, "yt-dlp.mjs");
  if (!ytdlp) writeFileSync(path, `#!${process.execPath}\n${readFileSync(STAND_IN, "utf8")}`);
  if (!ytdlp) chmodSync(path, 0o755);
  const { environment } = mark;
  const never = new AbortController().signal;
  const isolation = await probeIsolation({ searchPath: environment.PATH ?? "", environment, signal: never });
  const options: PageOptions = {
    program: { path, environment, isolation, node: process.execPath },
    guard: net.guard,
    temporary,
    limits: { maxMegabytes: 2, maxMinutes: 10, totalMs: 60_000 },
    join: async (files, signal) => joinStreams(testFfmpeg(), files, signal),
    logger: createFakeLogger(),
  };
  const progress: FetchProgress[] = [];
  return {
    net,
    mark,
    options,
    progress,
    left: () => readdirSync(temporary),
    async [Symbol.asyncDispose]() {
      mark.kill();
      rmSync(base, { recursive: true, force: true });
      await net[Symbol.asyncDispose]();
    },
    open: (where, over = {}, signal = never, words = "captions") =>
      createPageOpener({ ...options, ...over })(
        `http://page.example${where}`,
        signal,
        (at) => progress.push(at),
        words,
      ),
  };
}
