import type { OptionDefinition } from "../../src/chat/command.ts";
import type { CommandEvent, OptionValues } from "../../src/chat/event.ts";
import { inEveryLanguage } from "../../src/chat/locales/locales.ts";
import { parseTimecode } from "../../src/chat/text/timecode.ts";
import { CuepointError } from "../../src/errors.ts";
import type { VideoContext } from "../../src/store/contexts/video-context.ts";
import { KINDS, type KindName } from "../../src/summary/kinds/finding.ts";
import type { Detail, RequestedRange, Summary } from "../../src/summary/summary.ts";
import { parseStart } from "../../src/summary/times/wall-clock.ts";

type JobCommand = "status" | "cancel" | "retry";

export function jobOption(command: JobCommand): OptionDefinition {
  return {
    name: "job",
    type: "string",
    description: inEveryLanguage(({ commands }) => commands[command].job),
    example: "x7k2m9qa",
  };
}

const DETAILS = ["brief", "normal", "full"] as const satisfies readonly Detail[];

export const DETAIL_OPTION: OptionDefinition = {
  name: "detail",
  type: "string",
  description: inEveryLanguage(({ commands }) => commands.summarize.detail),
  choices: DETAILS.map((value) => ({
    value,
    label: inEveryLanguage(({ commands }) => commands.summarize.details[value]),
  })),
};

/** Nothing where none was named. */
export function readDetail(options: Readonly<Record<string, unknown>>): { readonly detail?: Detail } {
  const detail = DETAILS.find((one) => one === options.detail);
  return detail ? { detail } : {};
}

const KIND_CHOICES = ["auto", ...KINDS] as const;

export const KIND_OPTION: OptionDefinition = {
  name: "for",
  type: "string",
  description: inEveryLanguage(({ commands }) => commands.summarize.kind),
  choices: KIND_CHOICES.map((value) => ({
    value,
    label: inEveryLanguage(({ kinds }) => kinds.names[value]),
  })),
};

/** Nothing where none was named: then what is measured decides. */
export function readKind(named: unknown): { readonly kind?: KindName } {
  const kind = KINDS.find((one) => one === named);
  return kind ? { kind } : {};
}

export const STARTS_AT_OPTION: OptionDefinition = {
  name: "starts-at",
  type: "string",
  description: inEveryLanguage(({ commands }) => commands.summarize.startsAt),
  example: "2026-11-29T22:00",
};

/** When the video begins by the clock on the wall. Throws `usage` for what is no time of a day. */
export function readStartsAt(options: OptionValues): { readonly startsAt?: number } {
  const typed = options["starts-at"];
  if (typed === undefined) return {};
  const startsAt = parseStart(String(typed));
  if (startsAt === null) throw new CuepointError("usage", { what: "bad-start", value: String(typed) });
  return { startsAt };
}

/** As people type it: in any case, with spaces around it. Undefined where none was named. */
export function readJob({ options }: CommandEvent): string | undefined {
  const id = String(options.job ?? "")
    .trim()
    .toLowerCase();
  return id === "" ? undefined : id;
}

/** BCP 47 tag to answer in: the option "language", else the reader's own. Throws `usage` for what is no tag. */
export function readLanguage({ options, locale }: CommandEvent): string {
  if (options.language === undefined) return canonical(locale) ?? "en";
  const typed = String(options.language);
  const tag = canonical(typed);
  if (tag === null) throw new CuepointError("usage", { what: "bad-language", value: typed });
  return tag;
}

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/** The part of the video that the options "from" and "to" ask for. Throws `range-invalid`. */
export function readRange({ from, to }: OptionValues): RequestedRange {
  const start = readTime(from);
  const end = readTime(to);
  if (start === null || end === null || isEmpty(start, end)) {
    throw new CuepointError("range-invalid", {
      ...(from !== undefined && { from: String(from) }),
      ...(to !== undefined && { to: String(to) }),
    });
  }
  return { ...(start !== undefined && { from: start }), ...(end !== undefined && { to: end }) };
}

function isEmpty(start = 0, end = Number.POSITIVE_INFINITY): boolean {
  return start >= end;
}

/** Null where it is no time, undefined where none was given. */
function readTime(value: OptionValues[string] | undefined): number | null | undefined {
  return value === undefined ? undefined : parseTimecode(String(value));
}

/** What a kept summary was asked for with, but for the number of keyframes. */
export function optionsOf({
  options,
  summary: { language },
}: Pick<VideoContext, "options"> & { readonly summary: Pick<Summary, "language"> }) {
  const { from, to, noSound, kind, startsAt } = options;
  return {
    range: { ...(typeof from === "number" && { from }), ...(typeof to === "number" && { to }) },
    ...readDetail(options),
    ...readKind(kind),
    ...(typeof startsAt === "number" && { startsAt }),
    language,
    ...(noSound === "turned-off" && { noSound: "turned-off" as const }),
  };
}
