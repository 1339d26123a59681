import type { Cue } from "../transcript.ts";

/** Cues beyond this many are none that people wrote: three hours of speech have about 5,000. */
const MOST_CUES = 50_000;
/** Characters; the longest line of subtitles has some 200. */
const LONGEST_TEXT = 1_000;

/** "01:02:03.456", "02:03.456" and SubRip's "01:02:03,456". */
const TIME = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}`);

type Line = Omit<Cue, "id">;

/**
 * Reads WebVTT or SubRip, in order of time; what is no cue (headers, styles, notes, numbers) is left out. Captions that scroll,
 * as those of video sites do, show each line twice: it is kept once.
 */
export function parseTimedText(text: string): Line[] {
  const cues: Line[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  for (let at = 0; at < lines.length && cues.length < MOST_CUES; at++) {
    const timing = TIMING.exec(lines[at] ?? "");
    if (!timing) continue;
    const end = nextBlank(lines, at + 1);
    const cue = cueOf(timing, lines.slice(at + 1, end));
    if (cue) cues.push(cue);
    at = end - 1;
  }
  return withoutRepeats(cues.toSorted((a, b) => a.start - b.start));
}

/** A cue ends at an empty line, or where the next one begins without any. */
function nextBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]?.trim() !== "" && !TIMING.test(lines[at] ?? "")) at++;
  return at;
}

function cueOf(timing: RegExpExecArray, payload: readonly string[]): Line | null {
  const [start, end] = [secondsOf(timing.slice(1, 5)), secondsOf(timing.slice(5, 9))];
  const raw = payload.join("\n");
  const speaker = /<v(?:\.[^ >]*)?\s+([^>]+)>/.exec(raw)?.[1];
  const text = plain(raw);
  if (text === "" || end <= start) return null;
  return { start, end, text, ...(speaker !== undefined && { speaker: plain(speaker) }) };
}

function secondsOf([hours = "0", minutes = "0", seconds = "0", fraction = "0"]: readonly (
  | string
  | undefined
)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds}.${fraction}`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  lrm: "",
  rlm: "",
};

/** Without tags of WebVTT, HTML or SubStation ("{\an8}"); lines stay apart, each without spaces around it. */
function plain(raw: string): string {
  return raw
    .replace(/<[^<>]{0,200}>/g, "")
    .replace(/\{\\[^{}]{0,200}\}/g, "")
    .replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all)
    .replace(/[^\S\n]+/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n")
    .slice(0, LONGEST_TEXT);
}

/** Drops the lines that the cue before has just shown, and joins the others to one line. */
function withoutRepeats(cues: readonly Line[]): Line[] {
  let shown: readonly string[] = [];
  return cues.flatMap((cue) => {
    const lines = cue.text.split("\n");
    const fresh = lines.filter((line) => !shown.includes(line));
    shown = lines;
    return fresh.length === 0 ? [] : [{ ...cue, text: fresh.join(" ") }];
  });
}

/** A WebVTT file; the ids are kept, so that a quote can be found again. */
export function toVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ id, start, end, text, speaker }) => {
    const voice = speaker === undefined ? "" : `<v ${escapeVtt(speaker)}>`;
    return `${id}\n${clock(start, ".")} --> ${clock(end, ".")}\n${voice}${escapeVtt(text)}\n`;
  });
  return ["WEBVTT\n", ...blocks].join("\n");
}

/** A SubRip file. It has no markup for speakers: their names stand before the words. */
export function toSrt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ start, end, text, speaker }, i) => {
    const words = speaker === undefined ? text : `${speaker}: ${text}`;
    return `${i + 1}\n${clock(start, ",")} --> ${clock(end, ",")}\n${words.replaceAll("-->", "→")}\n`;
  });
  return blocks.join("\n");
}

function escapeVtt(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function clock(seconds: number, point: "." | ","): string {
  const milliseconds = Math.round(seconds * 1000);
  const part = (value: number, digits: number) => String(value).padStart(digits, "0");
  const [s, ms] = [Math.floor(milliseconds / 1000), milliseconds % 1000];
  return `${part(Math.floor(s / 3600), 2)}:${part(Math.floor(s / 60) % 60, 2)}:${part(s % 60, 2)}${point}${part(ms, 3)}`;
}
