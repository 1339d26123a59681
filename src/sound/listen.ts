import type { Logger } from "../logger.ts";
import { type CaptionedPage, pageTranscript, platformTranscript } from "./captions/captions.ts";
import type { SoundFile } from "./file-tools.ts";
import { type NoCues, nothingHeard, numberCues, type Transcript } from "./transcript.ts";

type Listen = (file: SoundFile, signal: AbortSignal) => Promise<Transcript>;

/** Where words may come from. Null: this one has nothing to say of the file. */
export interface Source {
  /** For the log. */
  readonly name: string;
  listen(file: SoundFile, signal: AbortSignal): Promise<Transcript | null>;
}

interface Ears {
  readonly subtitles: Source["listen"];
  /** Asks a speech server; what it hears is kept for the tenant. Absent: none is asked. */
  readonly server?: (tenant: string) => Source["listen"];
  /** Why a page's sound is not fetched, where it is not. */
  readonly leftOut?: NoCues;
  readonly logger: Logger;
}

/** What came along with a file, beside it. */
export interface Beside {
  /** Who wants to know. */
  readonly tenant: string;
  /** What the video's page says of it; null where it came from none. */
  readonly page: CaptionedPage | null;
  /** What is said, as WebVTT, where the platform that it came from wrote it down. */
  readonly captions?: string;
  /** What became of a page's sound: it came, it was not asked for, or it could not be had. */
  readonly sound?: "fetched" | "left-out" | "lost";
}

/** Ears for one video after the other: words that are written down come before those that a server hears. */
export function createEars({
  subtitles,
  server,
  leftOut = "no-server",
  logger,
}: Ears): (beside: Beside) => Listen {
  const silences = { fetched: "no-track", "left-out": leftOut, lost: "not-fetched" } as const;
  return ({ tenant, page, captions, sound = page ? "left-out" : "fetched" }) => {
    const sources: Source[] = [
      { name: "subtitles", listen: subtitles },
      {
        name: "platform",
        listen: async () => (captions === undefined ? null : platformTranscript(captions)),
      },
      { name: "page", listen: async () => page && pageTranscript(page) },
      ...(server ? [{ name: "server", listen: server(tenant) }] : []),
    ];
    // Where a page's sound was not fetched, a file without any says nothing of the video.
    return createListen({ sources, silent: silences[sound], logger });
  };
}

interface ListenOptions {
  /** The first that gives words is taken; the later ones are then not asked. */
  readonly sources: readonly Source[];
  /** What a file without sound means, where it is not that there is none. */
  readonly silent?: NoCues;
  readonly logger: Logger;
}

/** Of what was tried in vain, what a person should read first. */
const TELLING: readonly NoCues[] = ["no-speech", "failed", "no-track"];

/**
 * What is said in a part of a file: the words of the first source that has any, with ids over all of them. "No speech"
 * is an answer too, which ends the search; a source that fails leaves it to the next. Rejects with the signal alone.
 */
export function createListen({ sources, silent = "no-track", logger }: ListenOptions): Listen {
  const tried = async ({ name, listen }: Source, file: SoundFile, signal: AbortSignal) => {
    try {
      return await listen(file, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      logger.warn({ source: name, err: error }, "a source of words failed");
      return nothingHeard("failed");
    }
  };
  return async (file, signal) => {
    const reasons: NoCues[] = [];
    for (const source of sources) {
      const told = await tried(source, file, signal);
      if (told === null) continue;
      if (told.cues.length > 0) return within(told, file.range);
      reasons.push(told.noCues ?? "no-speech");
      if (reasons.includes("no-speech")) break;
    }
    return nothingHeard(whyNothing(reasons, file.video.info.hasAudio ? "no-server" : silent));
  };
}

/** `none`: nothing was tried. */
function whyNothing(reasons: readonly NoCues[], none: NoCues): NoCues {
  return TELLING.find((one) => reasons.includes(one)) ?? reasons[0] ?? none;
}

/** Only what is said in the range: ids count from its first cue. */
function within(told: Transcript, { start, end }: SoundFile["range"]): Transcript {
  const cues = told.cues.filter((cue) => cue.start < end && cue.end > start);
  if (cues.length === 0) return nothingHeard("no-speech");
  return { ...told, cues: numberCues(cues) };
}
