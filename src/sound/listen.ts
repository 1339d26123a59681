import type { Logger } from "../logger.ts";
import type { SoundFile } from "./file-tools.ts";
import { type NoCues, nothingHeard, numberCues, type Transcript } from "./transcript.ts";

/** Where words may come from. Null: this one has nothing to say of the file. */
export interface Source {
  /** For the log. */
  readonly name: string;
  listen(file: SoundFile, signal: AbortSignal): Promise<Transcript | null>;
}

interface ListenOptions {
  /** The first that gives words is taken; the later ones are then not asked. */
  readonly sources: readonly Source[];
  readonly logger: Logger;
}

/** Of what was tried in vain, what a person should read first. */
const TELLING: readonly NoCues[] = ["no-speech", "failed", "no-track"];

/**
 * What is said in a part of a file: the words of the first source that has any, with ids over all of them. That nobody speaks
 * is an answer too, which ends the search; a source that fails leaves it to the next. Rejects with the signal alone.
 */
export function createListen({ sources, logger }: ListenOptions) {
  const tried = async ({ name, listen }: Source, file: SoundFile, signal: AbortSignal) => {
    try {
      return await listen(file, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      logger.warn({ source: name, err: error }, "a source of words failed");
      return nothingHeard("failed");
    }
  };
  return async (file: SoundFile, signal: AbortSignal): Promise<Transcript> => {
    const reasons: NoCues[] = [];
    for (const source of sources) {
      const told = await tried(source, file, signal);
      if (told === null) continue;
      if (told.cues.length > 0) return within(told, file.range);
      reasons.push(told.noCues ?? "no-speech");
      if (reasons.includes("no-speech")) break;
    }
    return nothingHeard(whyNothing(reasons, file));
  };
}

function whyNothing(reasons: readonly NoCues[], { video }: SoundFile): NoCues {
  const none = video.info.hasAudio ? "no-server" : "no-track";
  return TELLING.find((one) => reasons.includes(one)) ?? reasons[0] ?? none;
}

/** Only what is said in the range: ids count from its first cue. */
function within(told: Transcript, { start, end }: SoundFile["range"]): Transcript {
  const cues = told.cues.filter((cue) => cue.start < end && cue.end > start);
  if (cues.length === 0) return nothingHeard("no-speech");
  return { ...told, cues: numberCues(cues) };
}
