import type { Answers } from "../../../src/chat/answers.ts";
import { createEdits } from "../../../src/chat/delivery/edits.ts";
import { createKeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { MessageRef, Thread } from "../../../src/chat/thread.ts";
import type { ThreadAddress, ThreadId } from "../../../src/chat/thread-id.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { createShareFiles } from "../files/share-files.ts";
import { createUploadPictures } from "../files/upload-pictures.ts";
import { type SlackApi, timestampOf } from "../web/api.ts";
import { type Askers, createTellElsewhere } from "./askers.ts";
import { createChangePosted } from "./change-posted.ts";
import { createPostPart, createSendBlocks } from "./post-part.ts";
import { createPostedParts, createPostSurely } from "./post-surely.ts";
import type { EditPace, Paced } from "./rates.ts";
import { createPrivateNotice, createThread } from "./thread.ts";

interface ThreadsOptions {
  readonly api: SlackApi;
  readonly askers: Askers;
  readonly ephemeral: Answers<string>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ownUser: () => Promise<string>;
  readonly paced: Paced;
  readonly editPace: EditPace;
}

/** A message of files has no timestamp to ask by. What Slack will not say is not worth an error. */
function createAddressOf(api: Pick<SlackApi, "permalink">) {
  return async (channel: string, ref: MessageRef): Promise<string | null> => {
    try {
      return await api.permalink(channel, timestampOf(ref));
    } catch {
      return null;
    }
  };
}

/** Threads of one adapter share their turns: a channel has one rate for all of its threads. */
export function createThreads({
  api,
  askers,
  ephemeral,
  clock,
  logger,
  ownUser,
  paced,
  editPace,
}: ThreadsOptions) {
  const postedParts = createPostedParts({ api, ownUser, logger });
  const uploadPictures = createUploadPictures({ api, clock });
  const sendBlocks = createSendBlocks({ uploadPictures, clock, logger });
  const postSurely = createPostSurely({ api, clock, paced, postedParts });
  const shareFiles = createShareFiles({ api, clock, paced, postSurely, postedParts, logger });
  const postPart = createPostPart({ api, postSurely, shareFiles, sendBlocks });
  const changePosted = createChangePosted({ api, editPace, postPart, logger });
  const tellElsewhere = createTellElsewhere({ api, askers, paced, logger });
  const privateNotice = createPrivateNotice({ api, ephemeral, logger });
  const order = { queue: createKeyedQueue(), edits: createEdits(), editPace };
  const addressOf = createAddressOf(api);
  const shared = {
    postPart,
    changePosted,
    postedParts,
    ...order,
    privateNotice,
    tellElsewhere,
    addressOf,
    logger,
  };
  return (id: ThreadId, address: ThreadAddress, answering?: string): Thread =>
    createThread(id, address, { ...shared, answering });
}
