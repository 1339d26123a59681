import type { Logger } from "../../logger.ts";
import type { LocalVideo } from "../../media/local-video.ts";
import type { VideoReader } from "../../video/video.ts";
import type { ReplyChunk, TokenUsage, VisionModel } from "../../vision/model.ts";
import { currentJob } from "../run/current-job.ts";
import type { Quarantine } from "./quarantine.ts";
import type { Quota } from "./quota.ts";

const SECONDS_PER_MINUTE = 60;

/** Charges each video that a job opens to the job's tenant, once a try. */
export function meteredReader(reader: VideoReader, quota: Quota): VideoReader {
  return {
    ...reader,
    async open(path, signal) {
      const video = await reader.open(path, signal);
      const job = currentJob();
      if (job && job.charged === 0) {
        const minutes = video.info.duration / SECONDS_PER_MINUTE;
        await quota.chargeMinutes(job.tenant, minutes);
        job.charged = minutes;
      }
      return video;
    },
  };
}

export interface MeteredModelDeps {
  readonly quota: Quota;
  readonly onUsage: (usage: TokenUsage) => void;
  readonly logger: Logger;
}

/** Counts the tokens of each reply. What the server took from its cache cost next to nothing and is not charged. */
export function meteredModel(model: VisionModel, { quota, onUsage, logger }: MeteredModelDeps): VisionModel {
  const count = (usage: TokenUsage) => {
    onUsage(usage);
    const job = currentJob();
    const tokens = usage.promptTokens - (usage.cachedTokens ?? 0) + usage.outputTokens;
    if (!job) return;
    quota
      .addTokens(job.tenant, tokens)
      .catch((error: unknown) => logger.warn({ err: error }, "tokens were not counted"));
  };
  return {
    ...model,
    async *reply(request, signal): AsyncGenerator<ReplyChunk> {
      for await (const chunk of model.reply(request, signal)) {
        if (chunk.type === "end" && chunk.usage) count(chunk.usage);
        yield chunk;
      }
    },
  };
}

/** Refuses content that has brought down workers; the job remembers what it works on, should it do so now. */
export async function guardContent(video: LocalVideo, quarantine: Quarantine): Promise<LocalVideo> {
  const job = currentJob();
  if (!job) return video;
  try {
    await quarantine.assertNone(job.tenant, video.sha256);
    await job.noteContent(video.sha256);
    return video;
  } catch (error) {
    await video[Symbol.asyncDispose]();
    throw error;
  }
}
