import type { Transfer } from "../../src/chat/message.ts";
import type { ThreadId } from "../../src/chat/thread-id.ts";
import type { LocalVideo } from "../../src/media/local-video.ts";
import type { PageWords } from "../../src/media/pages/page-info.ts";
import type { Beside } from "../../src/sound/listen.ts";
import type { Store } from "../../src/store/store.ts";
import type { VideoSource } from "../../src/store/threads/threads.ts";
import type { Listen } from "../../src/summary/listen.ts";
import type { SummaryDeps, SummaryRequest, SummaryResult } from "../../src/summary/request.ts";

interface FetchOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (transfer: Transfer) => void;
  /** Of a page, the words that are wanted beside the picture; "if-heard": the sound too, where it can be listened to. */
  readonly words: PageWords | "if-heard";
}

/** What commands are made of. */
export interface CommandDeps extends SummaryDeps {
  readonly store: Pick<
    Store,
    | "contexts"
    | "searchTexts"
    | "foundLists"
    | "threads"
    | "latestVideos"
    | "originals"
    | "feedback"
    | "places"
    | "forgetThread"
  >;
  /** An attachment or a link -> a file on this machine, which is disposed of in the end. Throws CuepointError. */
  readonly fetchVideo: (source: VideoSource, options: FetchOptions) => Promise<LocalVideo>;
  /** Hears what is said in a video, also by what came along with it; absent: nothing is heard. */
  readonly ears?: (beside: Beside) => Listen;
  /** Whether what is said may be known in a thread; absent: in all. */
  readonly mayListen?: (thread: ThreadId) => Promise<boolean>;
  readonly summarize: (
    deps: SummaryDeps,
    request: SummaryRequest,
    signal: AbortSignal,
  ) => Promise<SummaryResult>;
  /** Stops what is being done for a thread; absent where nothing is done but what a person waits for. */
  readonly stopWork?: (thread: ThreadId) => Promise<void>;
  /** Where clips are cut, and how long one may be, seconds. */
  readonly clips: { readonly folder: string; readonly maxSeconds: number };
  /** Whether the frames that the model was sent are kept with feedback; absent: they are not. */
  readonly keepFeedbackPictures?: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
