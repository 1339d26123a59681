import type { z } from "zod";
import type { OutgoingFile } from "../chat/message.ts";
import { toPlainText } from "../chat/text/plain-text.ts";
import { formatClock } from "../chat/text/timecode.ts";
import type { Cue } from "../sound/transcript.ts";
import type { TimeRange } from "../video/video.ts";
import type { Finding } from "./kinds/finding.ts";
import type { Heard, Summary, Warning } from "./summary.ts";
import type { QUOTE, SummaryJson } from "./summary-json-schema.ts";
import { clockStamp, type WallClock } from "./times/wall-clock.ts";

export function summaryJson(summary: Summary): SummaryJson {
  const { title, overview, coverage, model, promptVersion, language } = summary;
  const shown = summary.shown && new Set(summary.shown);
  return {
    title,
    overview,
    segments: summary.segments.map(
      ({ start, end, theme, description, significance, still, label, quotes }, position) => ({
        start_time: formatClock(start),
        end_time: formatClock(end),
        theme,
        key_timestamp: still.timestamp,
        description,
        significance,
        still: still.name,
        label,
        quotes: quotes.map(quoteJson),
        shown: shown?.has(position) ?? true,
      }),
    ),
    chapters: summary.chapters.map(({ title: name, ...range }) => ({ title: name, ...clocks(range) })),
    parts: summary.parts.map((part) => ({
      ...clocks(part),
      ...{ title: part.title, overview: part.overview, model: part.model, segments: part.segments },
    })),
    kind: summary.kind?.name ?? "general",
    findings: (summary.findings ?? []).map((finding) => findingJson(finding, summary.clock)),
    clock: summary.clock ? { starts_at: clockStamp(summary.clock, 0), utc: summary.clock.isUtc } : null,
    activity: summary.activity ? { ...summary.activity, values: [...summary.activity.values] } : null,
    coverage: {
      ...clocks(coverage),
      frames: coverage.frames,
      largest_gap: coverage.largestGap,
      lines_left_out: coverage.linesLeftOut ?? 0,
      sound_used: coverage.sound.source !== "none",
      sound: soundJson(coverage.sound),
    },
    transcript: summary.cues.map(quoteJson),
    remarks: summary.warnings.map(warningJson),
    model,
    prompt_version: promptVersion,
    language,
    video: videoJson(summary.video),
  };
}

function clocks({ start, end }: TimeRange) {
  return { start_time: formatClock(start), end_time: formatClock(end) };
}

function quoteJson({ id: _, ...cue }: Cue): z.infer<typeof QUOTE> {
  return cue;
}

function findingJson(finding: Finding, clock: WallClock | undefined): SummaryJson["findings"][number] {
  const { type, text, who = null, due = null, read = null, places = [], cues, label, still } = finding;
  const quotes = cues.map(quoteJson);
  const told = { text, who, due, read, places: [...places], quotes, label };
  const [start, end] = [finding.start, finding.end].map((time) => (clock ? clockStamp(clock, time) : null));
  const onWall = { start_clock: start ?? null, end_clock: end ?? null };
  return { type, ...clocks(finding), ...onWall, ...told, still: still?.name ?? null };
}

function soundJson(sound: Heard): SummaryJson["coverage"]["sound"] {
  const { source, noCues = null, language, by, spokenSeconds, heardSeconds } = sound;
  return { source, reason: noCues, language, by, spoken_seconds: spokenSeconds, heard_seconds: heardSeconds };
}

/** summary.json as a file to send. */
export function summaryFile(summary: Summary): OutgoingFile {
  return {
    name: "summary.json",
    mediaType: "application/json",
    data: Buffer.from(formatSummaryJson(summary)),
  };
}

/** Ends in a line feed, as text files do. People print it, and names in it are strangers' choice. */
export function formatSummaryJson(summary: Summary): string {
  const plain = (_: string, value: unknown) => (typeof value === "string" ? toPlainText(value) : value);
  return `${JSON.stringify(summaryJson(summary), plain, 2)}\n`;
}

function warningJson(warning: Warning): SummaryJson["remarks"][number] {
  if (warning.kind === "damaged") return { kind: warning.kind, read_until: warning.readUntil };
  // How often it failed is for our own next try.
  if (warning.kind === "no-model") return { kind: warning.kind, reason: warning.reason };
  if (warning.kind === "parts-without-model") return { ...warning, parts: warning.parts.map(clocks) };
  if (warning.kind === "small-context") {
    const { contextTokens, ...rest } = warning;
    return { ...rest, context_tokens: contextTokens };
  }
  return warning;
}

function videoJson(video: Summary["video"]): SummaryJson["video"] {
  const { name, sha256, duration, width, height, frameRate, rotation, container, codec, hdr } = video;
  return {
    name,
    sha256,
    duration,
    width,
    height,
    frame_rate: frameRate,
    rotation,
    container,
    codec,
    hdr,
    has_audio: video.hasAudio,
  };
}
