import type { Transfer } from "../../src/chat/message.ts";
import type { ThreadId } from "../../src/chat/thread-id.ts";
import type { Logger } from "../../src/logger.ts";
import type { LocalVideo } from "../../src/media/local-video.ts";
import type { Store } from "../../src/store/store.ts";
import type { VideoSource } from "../../src/store/threads/threads.ts";
import type { SummaryRequest, Watched } from "../../src/summary/pipeline.ts";
import type { VideoReader } from "../../src/video/video.ts";
import type { ModelSource } from "../../src/vision/discovery/model-source.ts";

interface FetchOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (transfer: Transfer) => void;
}

/** What commands are made of. */
export interface CommandDeps {
  readonly store: Pick<
    Store,
    "contexts" | "threads" | "latestVideos" | "originals" | "feedback" | "forgetThread"
  >;
  /** An attachment or a link -> a file on this machine, which is disposed of in the end. Throws CuepointError. */
  readonly fetchVideo: (source: VideoSource, options: FetchOptions) => Promise<LocalVideo>;
  readonly summarize: (request: SummaryRequest, signal: AbortSignal) => Promise<Watched>;
  readonly reader: VideoReader;
  readonly model: ModelSource;
  /** Stops what is being done for a thread; absent where nothing is done but what somebody waits for. */
  readonly stopWork?: (thread: ThreadId) => Promise<void>;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
