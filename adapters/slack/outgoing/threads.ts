import type { Answers } from "../../../src/chat/answers.ts";
import { createEdits } from "../../../src/chat/delivery/edits.ts";
import { createKeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { Thread } from "../../../src/chat/thread.ts";
import type { ThreadAddress, ThreadId } from "../../../src/chat/thread-id.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { createShareFiles } from "../files/share-files.ts";
import { createUploadPictures } from "../files/upload-pictures.ts";
import type { SlackApi } from "../web/api.ts";
import { createChangePosted } from "./change-posted.ts";
import type { Headlines } from "./headlines.ts";
import { createPostedParts, createPostOnce } from "./post-once.ts";
import { createPostPart } from "./post-part.ts";
import type { EditPace, Paced } from "./rates.ts";
import { createTellRequester, type Requesters } from "./requesters.ts";
import { createSendBlocks } from "./send-blocks.ts";
import type { Sessions } from "./sessions.ts";
import { createThread } from "./thread.ts";

interface ThreadsOptions {
  readonly api: SlackApi;
  readonly requesters: Requesters;
  readonly ephemeral: Answers<string>;
  readonly sessions: Sessions;
  readonly headlines: Pick<Headlines, "show">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ownUser: () => Promise<string>;
  readonly paced: Paced;
  readonly editPace: EditPace;
  readonly cardPictures: boolean;
}

/** Threads of one adapter share their queue and their rates: a channel has one rate for all of its threads. */
export function createThreads(options: ThreadsOptions) {
  const { api, requesters, clock, logger, ownUser, paced, editPace } = options;
  const postedParts = createPostedParts({ api, ownUser, logger });
  const postOnce = createPostOnce({ api, clock, paced, postedParts });
  const shareFiles = createShareFiles({ api, clock, paced, postOnce, postedParts, logger });
  const sendBlocks = createSendBlocks({
    uploadPictures: createUploadPictures({ api, clock }),
    clock,
    logger,
  });
  const postPart = createPostPart({ api, postOnce, shareFiles, sendBlocks });
  const shared = {
    ...options,
    postedParts,
    postPart,
    changePosted: createChangePosted({ api, editPace, postPart, logger }),
    tellRequester: createTellRequester({ api, requesters, paced, logger }),
    queue: createKeyedQueue(),
    edits: createEdits(),
  };
  return (id: ThreadId, address: ThreadAddress, answering?: string): Thread =>
    createThread(id, address, { ...shared, answering });
}
