import type { Logger } from "../../src/logger.ts";
import { createOpenAiModel } from "../../src/vision/client/openai-model.ts";
import { startInstantServer } from "../questions/instant-server.ts";
import { openRoom } from "../questions/room.ts";
import { timedModel } from "../questions/timed-model.ts";
import { silent } from "./silent.ts";

/** As in the README's example of a server. */
const CONTEXT_TOKENS = 32_768;
const MAX_IMAGES = 152;

/** A summary from the file to the posted message, with a model that answers at once; milliseconds. */
export interface JobFacts {
  readonly whole: number;
  readonly scan: number;
  /** Choosing frames, decoding and sending them. */
  readonly frames: number;
  readonly stills: number;
  readonly sentFrames: number;
  readonly postedStills: number;
}

export async function measureJob(path: string): Promise<JobFacts> {
  const stages = new Map<string, number>();
  const server = await startInstantServer();
  const room = openRoom(path, listenTo(stages));
  try {
    let sentFrames = 0;
    const timeouts = { firstChunkMs: 60_000, idleMs: 60_000, totalMs: 120_000 };
    const limits = { contextTokens: CONTEXT_TOKENS, maxImages: MAX_IMAGES };
    const options = {
      baseUrl: server.url,
      name: "qwen3-vl",
      ...limits,
      timeouts,
      maxRetries: 0,
      logger: silent,
    };
    room.use(
      timedModel(createOpenAiModel(options), ({ pictures }) => {
        sentFrames += pictures;
      }),
    );
    const started = performance.now();
    const message = await room.summarize();
    const whole = performance.now() - started;
    if (message?.kind !== "summary" || sentFrames === 0) {
      throw new Error(`no summary by the model: ${message?.text ?? "nothing was posted"}`);
    }
    const stage = (name: string) => stages.get(name) ?? Number.NaN;
    return {
      whole,
      scan: stage("scan"),
      frames: stage("ask"),
      stills: stage("stills"),
      sentFrames,
      postedStills: message.cards?.length ?? 0,
    };
  } finally {
    await room.close();
    server.stop();
  }
}

/** The pipeline logs how long each of its stages took. */
function listenTo(stages: Map<string, number>): Logger {
  const logger: Logger = {
    ...silent,
    info(entry: unknown) {
      if (typeof entry !== "object" || entry === null || !("stage" in entry && "milliseconds" in entry))
        return;
      stages.set(String(entry.stage), Number(entry.milliseconds));
    },
    child: () => logger as never,
  };
  return logger;
}
