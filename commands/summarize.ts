import type { CommandContext, CommandDefinition, OptionDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { metered } from "../src/jobs/limits/metering.ts";
import { reportFile } from "../src/report/report-file.ts";
import type { VideoSource } from "../src/store/threads/threads.ts";
import { inBrief } from "../src/summary/brief.ts";
import { findingFiles } from "../src/summary/kinds/render-findings.ts";
import { slideFiles } from "../src/summary/kinds/slides/slide-files.ts";
import { renderGlimpse, renderPart, renderSummary } from "../src/summary/render.ts";
import { postAllClips } from "./shared/clips/all-clips.ts";
import type { CommandDeps } from "./shared/deps.ts";
import {
  DETAIL_OPTION,
  KIND_OPTION,
  readDetail,
  readKind,
  readLanguage,
  readRange,
  readStartsAt,
  STARTS_AT_OPTION,
} from "./shared/options.ts";
import { type SummaryOptions, sourceOf, summarizeVideo } from "./shared/summarize-video.ts";
import { transcriptFiles } from "./shared/transcript-files.ts";
import {
  rememberStills,
  reportMoments,
  shrinkBy,
  stripBy,
  withMomentLinks,
  withSubject,
} from "./shared/video-message.ts";

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
  DETAIL_OPTION,
  KIND_OPTION,
  STARTS_AT_OPTION,
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
    name: "no-sound",
    type: "boolean",
    description: inEveryLanguage(({ commands }) => commands.summarize.noSound),
  },
  {
    name: "transcript",
    type: "boolean",
    description: inEveryLanguage(({ commands }) => commands.summarize.transcript),
  },
  {
    name: "clips",
    type: "boolean",
    description: inEveryLanguage(({ commands }) => commands.summarize.clips),
  },
  {
    name: "explain",
    type: "boolean",
    description: inEveryLanguage(({ commands }) => commands.summarize.explain),
  },
];

/** Watches a video and posts what happens in it, keyframe by keyframe. */
export function createSummarize(deps: CommandDeps): CommandDefinition {
  return {
    name: "summarize",
    description: inEveryLanguage(({ commands }) => commands.summarize.description),
    needsVideo: true,
    isJob: true,
    options: OPTIONS,
    async run(context) {
      const { event } = context;
      const withTranscript = event.options.transcript === true;
      const withClips = event.options.clips === true;
      const asked = { source: sourceOf(event), options: readOptions(event), withTranscript, withClips };
      await postSummary(deps, context, asked);
    },
  };
}

function readOptions(event: CommandEvent): SummaryOptions {
  const { keyframes, thorough, explain, "no-sound": noSound } = event.options;
  return {
    range: readRange(event.options),
    language: readLanguage(event),
    ...(typeof keyframes === "number" && { keyframes }),
    ...readDetail(event.options),
    ...readKind(event.options.for ?? (event.options.slides === true ? "lecture" : undefined)),
    ...readStartsAt(event.options),
    ...(thorough === true && { thorough }),
    ...(explain === true && { explain }),
    ...(noSound === true && { noSound: "turned-off" as const }),
  };
}

interface Asked {
  readonly source: VideoSource;
  readonly options: SummaryOptions;
  /** What is said is wanted as files too. */
  readonly withTranscript?: boolean;
  /** Each chapter or segment is wanted as a video too. */
  readonly withClips?: boolean;
}

/** Summarizes the video, then posts the summary. */
export async function postSummary(built: CommandDeps, context: CommandContext, asked: Asked): Promise<void> {
  const { event, thread, signal, report, job } = context;
  const { source } = asked;
  const deps = metered(built, job);
  const catalogue = catalogueFor(event.locale);
  const shrink = shrinkBy(deps, signal);
  const tell = async (message: OutgoingMessage) =>
    void (await thread.post(withMomentLinks(message, { source })));
  const { summary, page, key, madeAt } = await summarizeVideo(deps, context, {
    ...asked,
    onGlimpse: (stills) => tell(renderGlimpse(stills, catalogue, shrink)),
    onPart: (part, place) => tell(renderPart(part, catalogue, { ...place, shrink })),
  });
  // Before the summary: with it the job counts as done, and what were missing after a crash would never come.
  if (asked.withClips) await postAllClips(deps, context, { summary, source });
  report({ step: "reply" });
  const whole = renderSummary(summary, catalogue, {
    key,
    madeAt,
    shrink,
    ...(event.part && { part: event.part }),
    ...(page?.playlist && { playlist: page.playlist }),
  });
  const isWanted = thread.limits.isBrief === true && asked.options.detail !== "full";
  const draw = stripBy(deps, signal);
  const message = {
    ...(isWanted ? await inBrief(whole, summary, catalogue, { key, draw, shrink }) : whole),
    // In a chat they are among the stills.
    ...(!job && { slides: slideFiles(summary) }),
    files: [
      await reportFile(summary, catalogue, { moments: reportMoments(source), shrink }),
      ...findingFiles(summary, catalogue),
      ...(asked.withTranscript ? transcriptFiles(summary.cues) : []),
    ],
  };
  const ref = await thread.post(withSubject(withMomentLinks(message, { source }), source, page));
  await rememberStills(deps, thread, { ref, summary });
}
