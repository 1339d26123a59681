import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { OutgoingFile } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import { CuepointError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { readFailure, toCuepointError, type UploadFault, uploadFault } from "../errors.ts";
import { type PostedParts, type PostOnce, retryLost } from "../outgoing/post-once.ts";
import type { Paced } from "../outgoing/rates.ts";
import { section } from "../render/blocks.ts";
import { toMrkdwn } from "../render/mrkdwn.ts";
import type { FilesPart } from "../render/parts.ts";
import { isPicture } from "../render/pieces.ts";
import { fileRef, type Location, type PartTag, type SlackApi } from "../web/api.ts";

interface ShareFilesOptions {
  readonly api: Pick<SlackApi, "share">;
  readonly clock: Clock;
  readonly paced: Paced;
  readonly postOnce: PostOnce;
  readonly postedParts: PostedParts;
  readonly logger: Logger;
}

/** Returns a ref of what stands in the thread for the files. Rejects only where nothing at all can be said there. */
export type ShareFiles = (location: Location, part: FilesPart, tag: PartTag) => Promise<MessageRef>;

/** What a whole share may be refused for because of one file in it. */
const OF_ONE_FILE: readonly UploadFault[] = ["type-blocked", "too-large", "refused"];

interface Missing {
  readonly files: readonly OutgoingFile[];
  readonly why: UploadFault;
}

/**
 * Shares files in a message of their own. What was said before stands without them, so a file that Slack does not take
 * costs a line that says which and why, never what has been delivered.
 */
export function createShareFiles(options: ShareFilesOptions): ShareFiles {
  const { api, clock, paced, postOnce, postedParts, logger } = options;

  const shareOrThrow = (location: Location, part: FilesPart, { key, part: number }: PartTag) =>
    retryLost({
      clock,
      attempt: async () =>
        fileRef((await paced(location.channel, () => api.share(location, part.files)))[0] ?? ""),
      find: async () => (await postedParts({ location, key, files: new Map([[number, part]]) })).get(number),
    });

  const faultOf = (error: unknown): UploadFault => {
    const why = uploadFault(error);
    if (why === null || isOfThePlace(error)) throw error;
    const { reason, needed } = readFailure(error) ?? {};
    logger.warn({ reason, needed, why }, "Slack did not take files");
    return why;
  };

  /** Shares what it can; tells what is left. */
  const shareSome = async (location: Location, part: FilesPart, tag: PartTag) => {
    const refs: MessageRef[] = [];
    const missing: Missing[] = [];
    const attempt = async (files: readonly OutgoingFile[]): Promise<void> => {
      try {
        refs.push(await shareOrThrow(location, { ...part, files }, tag));
      } catch (error) {
        const why = faultOf(error);
        if (files.length === 1 || !OF_ONE_FILE.includes(why)) missing.push({ files, why });
        else for (const file of files) await attempt([file]);
      }
    };
    await attempt(part.files);
    return { refs, missing };
  };

  return async (location, part, tag) => {
    const { refs, missing } = await shareSome(location, part, tag);
    const [shared] = refs;
    if (missing.length === 0 && shared !== undefined) return shared;
    const text = toMrkdwn(inWords(missing, part.locale));
    const said = await postOnce(location, { blocks: [section(text)], text }, tag);
    return shared ?? said;
  };
}

/** Nothing can be posted there, or only a little later. */
function isOfThePlace(error: unknown): boolean {
  if (readFailure(error)?.kind === "rate-limited") return true;
  const translated = toCuepointError(error);
  return (
    translated instanceof CuepointError &&
    ["thread-gone", "thread-locked", "platform-signed-out"].includes(translated.code)
  );
}

function inWords(missing: readonly Missing[], locale: string): string {
  const byFault = Map.groupBy(missing, ({ why }) => why);
  return [...byFault]
    .map(([why, some]) =>
      missingSentence(
        some.flatMap(({ files }) => files),
        why,
        locale,
      ),
    )
    .join("\n");
}

/** Names the files that Slack did not take, and why. Pictures have internal names, so they are counted instead. */
export function missingSentence(files: readonly OutgoingFile[], why: UploadFault, locale: string): string {
  const names = files.filter((file) => !isPicture(file)).map(({ name }) => name);
  const { slack } = catalogueFor(locale);
  return slack.filesMissing({ names, pictures: files.length - names.length }, slack.uploadFaults[why]);
}
