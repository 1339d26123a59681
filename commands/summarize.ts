import type { AttachmentRef } from "../src/chat/attachment.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/catalogue/catalogue.ts";
import type { CommandDefinition, OptionDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { createProgressPost, type ProgressPost } from "../src/chat/progress-post.ts";
import { CuepointError } from "../src/errors.ts";
import type { Logger } from "../src/logger.ts";
import type { LocalVideo } from "../src/media/local-video.ts";
import type { SummaryRequest } from "../src/summary/pipeline.ts";
import { renderSummary } from "../src/summary/render.ts";
import type { Summary } from "../src/summary/summary.ts";
import { readLanguage } from "./reply-language.ts";
import { readRange } from "./video-range.ts";

interface FetchOptions {
  readonly signal: AbortSignal;
  /** Share of the file that has been read, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

export interface SummarizeDeps {
  /** An attachment -> a file on this machine, which is disposed of in the end. Throws CuepointError. */
  readonly fetchVideo: (ref: AttachmentRef, options: FetchOptions) => Promise<LocalVideo>;
  readonly summarize: (request: SummaryRequest, signal: AbortSignal) => Promise<Summary>;
  readonly logger: Logger;
}

const OPTIONS: readonly OptionDefinition[] = [
  {
    name: "from",
    type: "string",
    description: inEveryLanguage(({ commands }) => commands.summarize.from),
    example: "1:20",
  },
  {
    name: "to",
    type: "string",
    description: inEveryLanguage(({ commands }) => commands.summarize.to),
    example: "5:00",
  },
  {
    name: "keyframes",
    type: "integer",
    description: inEveryLanguage(({ commands }) => commands.summarize.keyframes),
    min: 3,
    max: 10,
  },
  {
    name: "language",
    type: "string",
    description: inEveryLanguage(({ commands }) => commands.summarize.language),
    example: "de",
  },
  {
    name: "thorough",
    type: "boolean",
    description: inEveryLanguage(({ commands }) => commands.summarize.thorough),
  },
  {
    name: "explain",
    type: "boolean",
    description: inEveryLanguage(({ commands }) => commands.summarize.explain),
  },
];

/** Watches a video and posts what happens in it, keyframe by keyframe. */
export function createSummarize(deps: SummarizeDeps): CommandDefinition {
  return {
    name: "summarize",
    description: inEveryLanguage(({ commands }) => commands.summarize.description),
    needsVideo: true,
    options: OPTIONS,
    async run(event, thread, signal) {
      const [attachment] = event.attachments;
      if (!attachment) throw new CuepointError("usage", { what: "no-video" });
      const wishes = readWishes(event);
      const catalogue = catalogueFor(event.locale);
      const progress = createProgressPost({ thread, catalogue, logger: deps.logger });
      const summary = await makeSummary(deps, attachment, wishes, progress, signal).finally(() =>
        progress.finish(),
      );
      await thread.post(renderSummary(summary, catalogue));
      progress.report({ step: "reply", done: true });
      await progress.finish();
    },
  };
}

type Wishes = Pick<SummaryRequest, "range" | "language" | "keyframes" | "thorough" | "explain">;

function readWishes(event: CommandEvent): Wishes {
  const { keyframes, thorough, explain } = event.options;
  return {
    range: readRange(event.options),
    language: readLanguage(event),
    ...(typeof keyframes === "number" && { keyframes }),
    ...(thorough === true && { thorough }),
    ...(explain === true && { explain }),
  };
}

async function makeSummary(
  { fetchVideo, summarize }: SummarizeDeps,
  attachment: AttachmentRef,
  wishes: Wishes,
  { report }: ProgressPost,
  signal: AbortSignal,
): Promise<Summary> {
  report({ step: "fetch" });
  const onProgress = (fraction: number) => report({ step: "fetch", fraction });
  await using video = await fetchVideo(attachment, { signal, onProgress });
  report({ step: "fetch", done: true });
  const { path, name, sha256 } = video;
  const summary = await summarize({ ...wishes, path, name, sha256, report }, signal);
  report({ step: "reply" });
  return summary;
}
