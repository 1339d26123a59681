import type { CommandJob } from "../../chat/command.ts";
import type { Logger } from "../../logger.ts";
import type { LocalVideo } from "../../media/local-video.ts";
import type { JobKey } from "../../store/jobs.ts";
import type { VideoReader } from "../../video/video.ts";
import { countedModel } from "../../vision/counted-model.ts";
import type { ModelSource } from "../../vision/discovery/model-source.ts";
import type { TokenUsage, VisionModel } from "../../vision/model.ts";
import type { Quarantine } from "./quarantine.ts";
import type { Quota } from "./quota.ts";

interface Metered<Asked extends unknown[]> {
  readonly fetchVideo: (...asked: Asked) => Promise<LocalVideo>;
  readonly reader: VideoReader;
  readonly model: ModelSource;
}

/** Promises: every video and every token that a job uses is put to its account. */
export function metered<Asked extends unknown[], Deps extends Metered<Asked>>(
  deps: Deps & Metered<Asked>,
  job: CommandJob | null,
): Deps {
  if (!job) return deps;
  return {
    ...deps,
    fetchVideo: async (...asked: Asked) => admitted(await deps.fetchVideo(...asked), job),
    reader: meteredReader(deps.reader, job),
    model: meteredModel(deps.model, job),
  };
}

async function admitted(video: LocalVideo, job: CommandJob): Promise<LocalVideo> {
  try {
    await job.admit(video.sha256);
    return video;
  } catch (error) {
    await video[Symbol.asyncDispose]();
    throw error;
  }
}

function meteredReader(reader: VideoReader, job: CommandJob): VideoReader {
  return {
    ...reader,
    async open(path, signal) {
      const video = await reader.open(path, signal);
      await job.chargeVideo(video.info.duration);
      return video;
    },
  };
}

function meteredModel(source: ModelSource, job: CommandJob): ModelSource {
  let known: { readonly model: VisionModel; readonly counted: VisionModel } | null = null;
  return async (signal, onLoading) => {
    const model = await source(signal, onLoading);
    if (!model) return null;
    // An unchanged model stays the same object, by which its users know that it is unchanged.
    if (known?.model !== model)
      known = { model, counted: countedModel(model, job.chargeTokens, job.admitRequest) };
    return known.counted;
  };
}

const SECONDS_PER_MINUTE = 60;

export interface AccountDeps {
  readonly quota: Quota;
  readonly quarantine: Quarantine;
  readonly onUsage?: (usage: TokenUsage) => void;
  readonly logger: Logger;
}

/** The account of one try of a job. */
export interface Account extends CommandJob {
  /** Gives the minutes back: the work came to nothing by our fault. */
  refund(): Promise<void>;
}

export function openAccount(
  { tenant }: JobKey,
  { quota, quarantine, onUsage, logger }: AccountDeps,
  noteContent: (sha256: string) => Promise<void>,
): Account {
  let charged = 0;
  return {
    async admit(sha256) {
      await quarantine.assertNone(tenant, sha256);
      // Should the process die now, this names what it worked on.
      await noteContent(sha256);
    },
    async chargeVideo(seconds) {
      if (charged > 0) return;
      const minutes = seconds / SECONDS_PER_MINUTE;
      await quota.chargeMinutes(tenant, minutes);
      charged = minutes;
    },
    admitRequest: () => quota.assertTokensLeft(tenant),
    chargeTokens(usage) {
      onUsage?.(usage);
      // What the server took from its cache cost next to nothing.
      const tokens = usage.promptTokens - (usage.cachedTokens ?? 0) + usage.outputTokens;
      quota
        .addTokens(tenant, tokens)
        .catch((error: unknown) => logger.warn({ err: error }, "tokens were not counted"));
    },
    async refund() {
      if (charged > 0) await quota.refundMinutes(tenant, charged);
    },
  };
}
