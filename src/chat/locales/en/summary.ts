import { LLAMA_COMMAND, VLLM_COMMAND } from "../model-commands.ts";

const decimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

interface HeardWords {
  readonly language: string | null;
  readonly by: string | null;
  readonly minutes: { readonly heard: number; readonly spoken: number } | null;
}

const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

/** ", English"; empty where the language is unknown or no tag. */
function inLanguage(tag: string | null): string {
  const [known] = tag === null ? [] : Intl.getCanonicalLocales(tag);
  return known === undefined ? "" : `, ${languages.of(known)}`;
}

/** Seconds, while a minute is not full: "0 of 0 minutes" tells nothing. */
function amountOf({ heard, spoken }: { readonly heard: number; readonly spoken: number }): string {
  return spoken < 1
    ? `${Math.round(heard * 60)} of ${Math.round(spoken * 60)} seconds`
    : `${decimal.format(heard)} of ${decimal.format(spoken)} minutes`;
}

export const summary = {
  storyboardTitle: (fileName: string) => `Keyframes of ${fileName}`,
  /** In place of the overview: says how the pictures were picked, and nothing of what they show. */
  storyboardText: (keyframes: number) =>
    keyframes === 1
      ? "One keyframe, picked from the images alone."
      : `${keyframes} keyframes, picked from the images alone.`,
  keyframeHeading: (position: number, keyframes: number) => `Keyframe ${position} of ${keyframes}`,
  significance: (text: string) => `Why it matters: ${text}`,
  stillCaption: (time: string) => `Still at ${time}`,
  stillAlt: (time: string, description: string) => `Still at ${time}: ${description}`,
  stillAltUndescribed: (time: string) => `Still at ${time} (no description).`,
  /** Above the cards of a summary, at least three. */
  details: (keyframes: number, range: string) => `All ${keyframes} keyframes, ${range}`,
  /** A segment in one line; `sentence` is empty where nothing is said of it. */
  briefLine: (time: string, heading: string, sentence: string) =>
    sentence ? `${time} ${heading} – ${sentence}` : `${time} ${heading}`,
  /** Of several stills in one picture; `stills` are phrases with their times. */
  stripAlt: (stills: readonly string[]) => `Stills in one picture. ${stills.join("; ")}.`,
  /** No `frames` on a storyboard, which no model has described; `from` and `to` as "12:40"; the gap in seconds. */
  coverage: ({
    frames,
    from,
    to,
    largestGap,
    sound,
  }: {
    frames: number;
    from: string;
    to: string;
    largestGap: number;
    /** A sentence on what was heard. */
    sound: string;
  }) =>
    frames === 0
      ? `No model has described any frame from ${from}–${to}. ${sound}`
      : frames === 1
        ? `Based on one frame from ${from}–${to}. ${sound}`
        : `Based on ${decimal.format(frames)} frames from ${from}–${to}, at most ${decimal.format(largestGap)} s apart. ${sound}`,
  /** After the sentence on what was heard. */
  linesLeftOut: (heard: string, lines: number) =>
    `${heard} The summary had no room for ${lines === 1 ? "one line" : `${decimal.format(lines)} lines`} of it; questions search them too.`,
  quote: (text: string, time: string, speaker?: string) =>
    speaker === undefined ? `“${text}” (${time})` : `${speaker}: “${text}” (${time})`,
  soundUnused: {
    "no-track": "The video has no sound.",
    "no-server": "Sound not used: no speech server is connected.",
    "turned-off": "Sound not used, as asked.",
    "not-fetched": "Sound not used: it could not be fetched from the page.",
    "off-here": "Sound not used: it is turned off here.",
    "no-speech": "No speech found.",
    failed: "Sound not used: it could not be heard.",
  },
  /** Where the words come from. `by` names a track or a model; minutes are null where nothing measured them. */
  soundUsed: {
    subtitles: ({ language }: HeardWords) => `Words from the video’s subtitles${inLanguage(language)}.`,
    platform: ({ language }: HeardWords) => `Words from Slack’s transcript${inLanguage(language)}.`,
    page: ({ language }: HeardWords) => `Words from the page’s captions${inLanguage(language)}.`,
    server: ({ language, by, minutes }: HeardWords) =>
      `${minutes === null ? "Heard the speech" : `Heard ${amountOf(minutes)} of speech`}${inLanguage(language)}${by === null ? "" : `, by ${by}`}.`,
  },
  /** Why no model has looked at the pictures. */
  noModel: {
    missing:
      "No model is connected: these keyframes were picked by how much the image changes; nothing has interpreted them.",
    unreachable:
      "The model server could not be reached: these keyframes were picked by how much the image changes; nothing has interpreted them.",
    loading:
      "The model server was still loading the model: these keyframes were picked by how much the image changes; nothing has interpreted them. Try again in a few minutes.",
    "text-only":
      "The model server doesn’t accept pictures: these keyframes were picked by how much the image changes; nothing has interpreted them. Start it with the vision part of the model (llama.cpp: --mmproj), or choose a model that can see.",
    blind:
      "The model could not tell a red picture from a blue one, so I can’t trust its words: these keyframes were picked by how much the image changes; nothing has interpreted them. Start its server with the vision part of the model (llama.cpp: --mmproj), or choose a model that can see.",
    "schema-ignored":
      "The model server doesn’t hold the model to a JSON schema, so I can’t trust its words: these keyframes were picked by how much the image changes; nothing has interpreted them. Use a server with structured output.",
    overflow:
      "The model’s context is too small for these pictures: these keyframes were picked by how much the image changes; nothing has interpreted them. Start the model server with a larger context.",
    refused:
      "The model server refused the request (check MODEL_NAME and MODEL_API_KEY): these keyframes were picked by how much the image changes; nothing has interpreted them.",
    timeout:
      "The model took too long to answer: these keyframes were picked by how much the image changes; nothing has interpreted them.",
    "used-up":
      "Today’s tokens for the model are used up here: these keyframes were picked by how much the image changes; nothing has interpreted them.",
    garbled:
      "The model’s answer could not be used: these keyframes were picked by how much the image changes; nothing has interpreted them.",
  },
  /** Under each summary that has words. */
  writtenByModel: "A model wrote these texts, and it can be wrong.",
  modelFound: (model: string, address: string) =>
    `No model server was configured. I used ${model}, which runs on this machine at ${address}.`,
  faulty: "The file is damaged in places. Some frames may be missing or distorted.",
  damaged: (readUntil: string) =>
    `The file is damaged. I could read it only up to ${readUntil}; the rest is missing here.`,
  /** How the frames were found, for those who ask. `share` is 0 to 1. */
  plan: {
    thorough: {
      asked: "Scan: every frame was decoded, as you asked.",
      short: "Scan: every frame was decoded, because the video is short.",
      "far-apart": "Scan: every frame was decoded, because the I-frames are far apart.",
      joined: "Scan: every frame was decoded, because the file joins recordings with clocks of their own.",
      "by-clock":
        "Scan: every frame was decoded, because I-frames come at fixed intervals and say nothing about cuts.",
      dense: "Scan: every frame was decoded, because the I-frames are so close together.",
      "by-choice": "Scan: every frame was decoded.",
    },
    predicted: "Scan: I-frames and P-frames were decoded; B-frames were left out.",
    sparse: ({ parts, share }: { parts: number; share: number }) =>
      `Scan: the I-frames, then ${parts} ${parts === 1 ? "part" : "parts"} (${Math.round(share * 100)}% of the video) where the packet sizes suggest changes.`,
  },
  /** Above the summary of one of several videos of one message. */
  oneOf: (number: number, of: number, name: string) => `Video ${number} of ${of}: “${name}”`,
  /** A link led to a list; `videos` is null where their number is not known. */
  firstOfList: (title: string, videos: number | null) =>
    `The link is the list “${title}”${videos === null ? "" : ` of ${videos === 1 ? "one video" : `${videos} videos`}`}, and this is its first video. For another one, send its own link.`,
  /** `frames` is 0 where there are too few for a summary. */
  smallContext: ({ contextTokens, frames }: { contextTokens: number; frames: number }, howToRaise: string) =>
    frames === 0
      ? `The model’s context of ${decimal.format(contextTokens)} tokens is too small for a summary. ${howToRaise}`
      : `The model’s context of ${decimal.format(contextTokens)} tokens holds only ${frames} frames. Short moments may be missing. ${howToRaise}`,
  /** How to raise it, by the server or the setting that it comes from. */
  raiseContext: {
    vllm: "To raise the context, start vLLM with --max-model-len 32768.",
    "llama.cpp": "To raise the context, start llama-server with --ctx-size 32768.",
    sglang: "To raise the context, start SGLang with --context-length 32768.",
    ollama: "To raise the context, start Ollama with OLLAMA_CONTEXT_LENGTH=32768.",
    "lm-studio": "To raise the context, load the model in LM Studio with a context length of 32768.",
    setting: "To raise the context, set MODEL_CONTEXT_TOKENS to what the server has.",
    other: "To raise the context, start the model’s server with a larger context, best 32768.",
  },
  framesHalved: (from: number, to: number) =>
    `The model’s context was too small for ${from} frames. It saw ${to} and may have missed short moments.`,
  /** `title` is empty where no model gave one. */
  partOf: ({ number, of, range, title }: { number: number; of: number; range: string; title: string }) =>
    `Part ${number} of ${of}, ${range}${title && `: ${title}`}`,
  /** A part that no model has described. */
  partWithoutWords: "The model has not described this part.",
  /** Above the first stills of a long video. */
  glimpse: "Watching. This is what it looks like so far:",
  noOutline:
    "The model wrote no outline that could be used, so the parts stand in order under their own titles.",
  /** `isUsedUp`: the place has no tokens left today; else the replies could not be used. */
  partsWithoutModel: (ranges: readonly string[], isUsedUp: boolean) =>
    isUsedUp
      ? `Today’s tokens for the model ran out before ${ranges.join(", ")}. These parts show keyframes only. Try again tomorrow to have them watched.`
      : `The model has not described ${ranges.join(", ")}. These parts show keyframes only. Try again to have them watched.`,
  /** Several lines, commands among them, for the operator. */
  connectModel: [
    "To connect a model, start one and run this again: a server on this machine is found automatically,",
    "one elsewhere needs MODEL_BASE_URL.",
    "",
    "With a GPU (vLLM):",
    VLLM_COMMAND,
    "",
    "With a CPU (llama.cpp; slower):",
    LLAMA_COMMAND,
  ].join("\n"),
};

const hundredths = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

export const report = {
  /** A link that shows only when the keyboard reaches it. */
  skip: "Skip to the text",
  timeline: "Timeline",
  /** Accessible name of a segment's link in the timeline. */
  timelineLink: (time: string, title: string) => `Go to ${time}, ${title}`,
  overview: "What happens",
  significance: "Why it matters",
  transcript: "What was said",
  /** Of a long video: its chapters, and what else the page holds. */
  contents: "Contents",
  toContents: "Back to the contents",
  saidInChapter: "What was said in this chapter",
  /** Accessible name of the row of small pictures. */
  filmstrip: "Pictures over the whole length",
  parts: "Part by part",
  /** In place of a title that the model did not write. */
  partNumber: (number: number) => `Part ${number}`,
  /** Where the report is in several files. */
  pageOf: (number: number, of: number) => `Page ${number} of ${of}`,
  onPage: (number: number) => `on page ${number}`,
  about: "How this was made",
  file: "File",
  length: "Length",
  picture: "Picture",
  model: "Model",
  noModel: "None",
  language: "Language",
  prompt: "Prompt",
  checksum: "SHA-256",
  pictureSize: (width: number, height: number, framesPerSecond: number) =>
    framesPerSecond > 0
      ? `${width} × ${height} pixels, ${hundredths.format(framesPerSecond)} frames a second`
      : `${width} × ${height} pixels`,
};
