import { fetchProgress } from "../../chat/fetch-progress.ts";
import type { Progress, Transfer } from "../../chat/message.ts";
import type { LocalVideo } from "../../media/local-video.ts";
import type { VideoSource } from "../../store/threads/threads.ts";
import type { SummaryRequest, Watched } from "../../summary/pipeline.ts";
import { currentJob } from "./current-job.ts";

interface FetchOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (transfer: Transfer) => void;
}

interface Stepped {
  readonly fetchVideo: (source: VideoSource, options: FetchOptions) => Promise<LocalVideo>;
  readonly summarize: (request: SummaryRequest, signal: AbortSignal) => Promise<Watched>;
}

/**
 * Tells the job of each step as it comes. The thread hears of steps no more often than a platform takes edits, and so
 * of some never: it would tell how long they took wrongly.
 */
export function noteSteps<Deps extends Stepped>(deps: Deps): Deps {
  return {
    ...deps,
    fetchVideo(source, { signal, onProgress }) {
      const report = reporter();
      report({ step: "fetch" });
      return deps.fetchVideo(source, {
        signal,
        onProgress(transfer) {
          report(fetchProgress(transfer));
          onProgress(transfer);
        },
      });
    },
    async summarize(request, signal) {
      const report = reporter();
      const both = (progress: Progress) => {
        report(progress);
        request.report(progress);
      };
      const watched = await deps.summarize({ ...request, report: both }, signal);
      report({ step: "reply" });
      return watched;
    },
  };
}

/** Found when the work begins: what calls back later may do so from elsewhere. */
function reporter(): (progress: Progress) => void {
  const job = currentJob();
  return (progress) => job?.report(progress);
}
