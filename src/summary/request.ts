import type { Progress } from "../chat/message.ts";
import type { Logger } from "../logger.ts";
import type { SamplingStrategy } from "../video/sample/strategy.ts";
import type { VideoReader } from "../video/video.ts";
import type { ModelSource } from "../vision/discovery/model-source.ts";
import type { EmbedderSource } from "../vision/embeddings/embedder.ts";
import type { FrameVectors } from "../vision/embeddings/frame-vectors.ts";
import type { Chapter, Opening } from "./ask/prompt.ts";
import type { KindName } from "./kinds/finding.ts";
import type { Listen, Unwanted } from "./listen.ts";
import type { PartLengths } from "./parts/part-lengths.ts";
import type { SummaryPrompt } from "./prompts/prompt.ts";
import type { Detail, RequestedRange, Still, Summary } from "./summary.ts";

export interface SummaryRequest {
  readonly path: string;
  /** As its owner named it; for showing only. */
  readonly name: string;
  readonly sha256: string;
  readonly range: RequestedRange;
  /** Segments of a part at most; absent: as many as its length and what happens in it deserve. */
  readonly keyframes?: number;
  readonly detail?: Detail;
  /** What it is watched for; absent: what is measured decides. */
  readonly kind?: KindName;
  /** When it begins by the clock on the wall, as a person says, milliseconds since 1970 as if that were UTC. */
  readonly startsAt?: number;
  readonly language: string;
  /** As the video's page names them. */
  readonly chapters?: readonly Chapter[];
  /** The same for every request about this video, so that a router keeps them on the replica whose cache is warm. */
  readonly routingKey: string;
  /** Decode every frame, however long it takes. */
  readonly thorough?: boolean;
  /** Say in the summary how the video was scanned. */
  readonly explain?: boolean;
  /** What is said is not to be known, neither listened to nor read; and why. */
  readonly noSound?: Unwanted;
  /** Earlier tries at this video with a reply that could not be used. */
  readonly failures?: number;
  /** Where parts of a long video are kept, so that another try goes on with those that are missing. */
  readonly kept?: KeptParts;
  /** Hears of each part of a long video, in order, when it is ready. What it throws ends the whole. */
  readonly onPart?: (part: Summary, place: PartPlace) => Promise<void>;
  /** Gets stills of a long video's first part, before the model is asked. */
  readonly onGlimpse?: (stills: readonly Still[]) => Promise<void>;
  readonly report: (progress: Progress) => void;
}

/** Which of the parts; `of` is estimated until the last one has been looked at. Counts from one. */
interface PartPlace {
  readonly number: number;
  readonly of: number;
}

export interface SummaryDeps {
  readonly reader: VideoReader;
  /** Throws a `model-*` error, or returns null, where there is none to ask. */
  readonly model: ModelSource;
  readonly strategy: SamplingStrategy;
  /** What pictures mean decides which are sent, where their server can be used; `strategy` decides otherwise. */
  readonly byMeaning?: EmbedderSource;
  /** How the model is asked for a summary; structured where it is left out. */
  readonly prompt?: SummaryPrompt;
  /** For vectors of the frames that were sent, which searches use. */
  readonly embeddings?: EmbedderSource;
  /** Frames of a request at most; as many as fit where it is left out. */
  readonly mostFrames?: number;
  /** What is said in a file. Never rejects but for the signal: that nothing could be heard is an answer too. */
  readonly listen?: Listen;
  /** Ten minutes where it is left out. */
  readonly lengths?: PartLengths;
  readonly logger: Logger;
}

/** A summary, and what later questions about the same video begin with. */
export interface SummaryResult {
  readonly summary: Summary;
  /** Null where no model has seen the video, and for a video in parts: each part has its own. */
  readonly opening: (Opening & { readonly reply: string }) | null;
  /** First frame of each new shot. */
  readonly cuts: readonly number[];
  /** Of the frames that were sent; absent where there is no server of them. */
  readonly vectors?: FrameVectors;
}

/** Where the parts of one video with one set of options are kept as they are done. Numbers count from zero. */
export interface KeptParts {
  /** Null where it is missing, or where no model has seen it. */
  find(number: number): Promise<Summary | null>;
  keep(number: number, part: SummaryResult): Promise<void>;
  /** All of them, unless the whole stands. */
  drop(): Promise<void>;
}
