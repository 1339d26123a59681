import type { ActionEvent, CommandEvent, MessageEvent, OptionValues } from "../event.ts";
import type { FormAnswers } from "../form.ts";
import { type Catalogue, ofAllLanguages } from "../locales/locales.ts";
import { parseTimecode } from "../text/timecode.ts";
import { clipIn } from "./clip-wording.ts";

interface Wording {
  readonly command: string;
  readonly pattern: RegExp;
  /** Options out of the pattern's groups; null where the message means something else. */
  readonly options?: (match: RegExpExecArray) => OptionValues | null;
  /**
   * Only where the message is addressed to the bot and brings no video: elsewhere it may be a question, or about the video, and
   * only begins like this.
   */
  readonly isForAddressed?: true;
  /** Characters of a message; absent: as few as commands have. */
  readonly longest?: number;
}

/** "show me 1:23", and not "show me 3 people". */
const at = ([, time = ""]: RegExpExecArray): OptionValues | null =>
  parseTimecode(time) === null ? null : { at: time };
const job = (match: RegExpExecArray): OptionValues => (match[1] ? { job: match[1] } : {});

const found = ([, number, question = ""]: RegExpExecArray): OptionValues => ({
  found: Number(number),
  question,
});
const words = ([, typed = ""]: RegExpExecArray): OptionValues => ({ words: typed });

type Words = Catalogue["typed"];

/** One of the words, in any language; the longest first, since "show me" begins with "show". */
function oneOf(pick: (words: Words) => readonly string[], ...more: readonly string[]): string {
  const words = [...ofAllLanguages(({ typed }) => pick(typed)), ...more];
  return `(?:${words
    .toSorted((a, b) => b.length - a.length)
    .map(RegExp.escape)
    .join("|")})`;
}

const changes = ([, words = ""]: RegExpExecArray): OptionValues => ({ words });
/** What a settings word may go on with, so that a question that begins with it stays one. */
const SETTING = oneOf(({ setting }) => Object.values(setting).flat());
/** What a video can be watched for; in general is what everyone gets. */
const KINDS = [
  "meeting",
  "lecture",
  "screen",
  "camera",
] as const satisfies readonly (keyof Words["watchAs"]["kinds"])[];
const JOB = String.raw`(?:\s+([\w-]{4,40}))?`;
const PLEASE = `(?:\\s*,?\\s*${oneOf(({ watchAs }) => watchAs.after)})?`;
const SHOW = [
  `(?:${oneOf(({ frame }) => frame.before)}\\s+)?`,
  `${oneOf(({ frame }) => frame.show)}\\s*`,
  `(?:${oneOf(({ frame }) => frame.article)}\\s+)?`,
  `(?:${oneOf(({ frame }) => frame.frame)}\\s*)?`,
  `(?:${oneOf(({ frame }) => [...frame.at, ...frame.from], "@")}\\s*)?`,
  `(\\S.*?)(?:\\s*,?\\s*${oneOf(({ frame }) => frame.after)})?[.!?。！？]?`,
].join("");

/** Characters. A longer message is no command, and is not worth the time that the patterns would take over it. */
const LONGEST_COMMAND = 200;
/** The words that follow are a person's own, and the pattern takes no time over them. */
const LONGEST_QUESTION = 2000;

/** No blank is written behind a Chinese word. */
const BLANK = String.raw`(?:\s+|(?<=\p{Script=Han})\s*)`;

/** "2 ", "#2: ", "第2个". */
const NUMBER = String.raw`(?:#|第\s*)?([1-5])(?:\s*个[\s,:，：、]*|[\s,:，：、]+)`;

function wording(command: string, pattern: string, options?: Wording["options"]): Wording {
  return { command, pattern: new RegExp(`^${pattern}$`, "iu"), ...(options && { options }) };
}

/**
 * Commands as words in a thread, where slash commands do not reach; in every language of the catalogue, whatever language the
 * reader has. The whole message must be the command: "stop the music?" is a question.
 */
const WORDINGS: readonly Wording[] = [
  wording("cancel", `${oneOf(({ cancel }) => cancel)}${JOB}[.!。！]?`, job),
  wording("status", `${oneOf(({ status }) => status)}${JOB}[.?。？]?`, job),
  wording("retry", `${oneOf(({ retry }) => retry)}${JOB}[.!。！]?`, job),
  wording("forget", `${oneOf(({ forget }) => forget)}[.!。！]?`),
  wording("details", `${oneOf(({ details }) => details)}[.!。！]?`),
  wording("transcript", `${oneOf(({ transcript }) => transcript)}[.!?。！？]?`),
  wording("privacy", `${oneOf(({ privacy }) => privacy)}[.?。？]?`),
  wording("privacy", `${oneOf(({ deleteMine }) => deleteMine)}[.!。！]?`, () => ({ "delete-mine": true })),
  wording("settings", `${oneOf(({ settings }) => settings)}[.?。？]?`),
  wording(
    "settings",
    `${oneOf(({ settings }) => settings)}[\\s:：]*(${SETTING}(?=[\\s:：=]).*?)[.!。！]?`,
    changes,
  ),
  ...KINDS.map((kind) =>
    wording(
      "as",
      `${oneOf(({ watchAs }) => watchAs.as)}\\s*${oneOf(({ watchAs }) => watchAs.kinds[kind])}${PLEASE}[.!?。！？]?`,
      () => ({ kind }),
    ),
  ),
  wording(
    "as",
    `(?:${oneOf(({ watchAs }) => watchAs.before)}\\s*){0,3}${oneOf(({ watchAs }) => watchAs.minutes)}${PLEASE}[.!?。！？]?`,
    () => ({ kind: "meeting" }),
  ),
  wording("help", `${oneOf(({ help }) => help)}[.?!。？！]?`),
  {
    ...wording("ask", `${oneOf(({ ask }) => ask)}${BLANK}${NUMBER}(\\S.*)`, found),
    longest: LONGEST_QUESTION,
  },
  {
    ...wording("find", `${oneOf(({ find }) => find)}[\\s:：.…⋯]*`, () => ({ words: "" })),
    isForAddressed: true,
  },
  {
    ...wording("find", `${oneOf(({ find }) => find)}(?:\\s*[:：]\\s*|${BLANK})(?!out\\b)(\\S.*)`, words),
    ...{ isForAddressed: true, longest: LONGEST_QUESTION },
  },
  wording("frame", SHOW, at),
  wording("frame", `${oneOf(({ frame }) => frame.at, "@")}\\s*(\\S.*?)[.!?]?`, at),
  wording("frame", String.raw`((?:\d{1,2}[:：])?\d{1,2}[:：]\d{2}(?:\.\d+)?)[.!?。]?`, at),
];

/** Which command a button stands for; its value becomes the option named here. */
const ACTIONS: Readonly<Record<string, { command: string; option: string; more?: OptionValues }>> = {
  stop: { command: "cancel", option: "job" },
  retry: { command: "retry", option: "job" },
  more: { command: "more", option: "context" },
  details: { command: "details", option: "context" },
  report: { command: "report", option: "context" },
  transcript: { command: "transcript", option: "context" },
  clip: { command: "clip", option: "segment" },
  as: { command: "as", option: "kind" },
  ask: { command: "ask", option: "part" },
  data: { command: "report", option: "context", more: { data: true } },
  "delete-mine": { command: "privacy", option: "about", more: { "delete-mine": true } },
  helpful: { command: "rate", option: "about", more: { verdict: "good" } },
  rate: { command: "rate", option: "about" },
  "not-helpful": { command: "rate", option: "about" },
};

/** A request for a summary that brings no video. British spelling counts too. */
const SUMMARIZE = new RegExp(
  `^${oneOf(({ summarize }) => summarize).replaceAll("ize", "i[sz]e")}[.!。！]?$`,
  "iu",
);

/** What a form has asked for, as the options of its command. */
const ENTERED: Readonly<Record<string, (answers: FormAnswers) => OptionValues>> = {
  rate: ({ choice, text }) => ({ verdict: choice, comment: text }),
  ask: ({ text }) => ({ question: text }),
};

type AskOf = (event: MessageEvent) => Promise<boolean>;

/**
 * What a message asks for: a command by its word, a summary of the video that comes with it, a question in a thread
 * whose video is known; null for talk that is none of the bot's business. A thread whose job has yet to end takes
 * commands too, so that "stop" stops the first; so does one in which a search listed something.
 */
export async function intentOf(
  event: MessageEvent,
  isKnown: AskOf,
  isAtWork: AskOf = async () => false,
): Promise<CommandEvent | null> {
  const command = (name: string, options: OptionValues = {}): CommandEvent => {
    const { id, thread, author, isAdmin, isServerAdmin, isDirect, locale } = event;
    const { attachments, links, spoilers } = event;
    const rights = {
      ...(isAdmin !== undefined && { isAdmin }),
      ...(isServerAdmin !== undefined && { isServerAdmin }),
      ...(isDirect && { isDirect }),
    };
    const person = { id, thread, author, ...rights, locale };
    const videos = { attachments, links, ...(spoilers && { spoilers }) };
    return { ...person, type: "command", command: name, ...videos, options };
  };
  const addressed = event.mentioned || event.isDirect;
  const known = await isKnown(event);
  const text = event.text.trim();
  const bringsVideo = event.attachments.length + event.links.length > 0 && !event.isBorrowed;
  const worded = wordedIn(text, addressed && !bringsVideo);
  if (worded && (addressed || known || (await isAtWork(event)))) {
    return command(worded.command, worded.options);
  }
  const hasVideo = event.attachments.length + event.links.length > 0;
  const isOnlyAsking = known && event.isBorrowed && text !== "";
  if (hasVideo && addressed && !isOnlyAsking) return command("summarize");
  if (known && text !== "") return command("ask", { question: text });
  if (!addressed) return null;
  return command(SUMMARIZE.test(text.replace(/\s+/g, " ")) ? "summarize" : "help");
}

function wordedIn(text: string, isForUs: boolean): { command: string; options: OptionValues } | null {
  const words = text.replace(/\s+/g, " ");
  const clip = words.length > LONGEST_COMMAND ? null : clipIn(words);
  if (clip) return { command: "clip", options: clip };
  for (const { command, pattern, options, isForAddressed, longest = LONGEST_COMMAND } of WORDINGS) {
    if (words.length > longest || (isForAddressed && !isForUs)) continue;
    const match = pattern.exec(words);
    const values = match && (options ? options(match) : {});
    if (values) return { command, options: values };
  }
  return null;
}

/** The command behind a button; null for an unknown action, such as one of an older version. */
export function intentOfAction(event: ActionEvent): CommandEvent | null {
  // The id comes from outside: "constructor" must find nothing.
  const known = Object.hasOwn(ACTIONS, event.action) ? ACTIONS[event.action] : undefined;
  if (!known) return null;
  const { type: _, action: __, value, message, answers, ...rest } = event;
  const entered = answers ? (ENTERED[known.command]?.(answers) ?? {}) : {};
  const options = { ...known.more, ...entered, [known.option]: value, message };
  return { ...rest, type: "command", command: known.command, attachments: [], links: [], options };
}
