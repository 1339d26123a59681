import { z } from "zod";
import type { ThreadId } from "../../chat/thread-id.ts";
import { LONGEST_COMMENT, VERDICTS, type Verdict } from "../../chat/verdict.ts";
import { KINDS, type KindName } from "../../summary/kinds/finding.ts";

/** What was judged, as people saw it: a segment; or the whole, whose title and overview then stand in for theme and description. */
export interface Judged {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly theme: string;
  readonly description: string;
  readonly significance: string;
  /** Timestamps of the frame that the model named, and of the still; null for the whole, and where no model named one. */
  readonly key: number | null;
  readonly still: number | null;
  /** Ids of cues. */
  readonly quotes: readonly string[];
}

/** What the model was asked and what it replied. Of what was said in the video only the ids. */
export interface AskedModel {
  readonly system: string;
  readonly question: string;
  /** Timestamps of the frames that were sent. */
  readonly frames: readonly number[];
  /** Ids of the cues that were sent. */
  readonly cues: readonly string[];
  readonly reply: string;
}

/** What a person thinks of a summary or of one of its segments. It holds no name, and no picture. */
export interface FeedbackRecord {
  readonly thread: ThreadId;
  /** Of the context that it is about; of a long video, that of the part. */
  readonly context: string;
  /** Position of the segment, from one; null for the whole. */
  readonly segment: number | null;
  readonly verdict: Verdict;
  /** A sentence of the person; empty where there is none. */
  readonly comment: string;
  readonly model: string | null;
  /** Kind of the model's server, as "vllm"; null where it is not known. */
  readonly server: string | null;
  readonly promptVersion: string;
  readonly sampler: string | null;
  /** What the video was watched for. */
  readonly kind: KindName;
  /** BCP 47 tag of the texts. */
  readonly language: string;
  readonly video: { readonly sha256: string; readonly seconds: number };
  readonly judged: Judged;
  /** Null where no model was asked, and for the whole of a long video. */
  readonly asked: AskedModel | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const seconds = z.number();

export const feedbackRecord = z.object({
  thread: z.custom<ThreadId>((value) => typeof value === "string"),
  context: z.string(),
  segment: z.int().nullable(),
  verdict: z.enum(VERDICTS),
  comment: z.string().max(LONGEST_COMMENT),
  model: z.string().nullable(),
  server: z.string().nullable(),
  promptVersion: z.string(),
  sampler: z.string().nullable(),
  kind: z.enum(KINDS),
  language: z.string(),
  video: z.object({ sha256: z.string(), seconds }),
  judged: z.object({
    ...{ start: seconds, end: seconds },
    ...{ theme: z.string(), description: z.string(), significance: z.string() },
    ...{ key: seconds.nullable(), still: seconds.nullable(), quotes: z.array(z.string()) },
  }),
  asked: z
    .object({
      ...{ system: z.string(), question: z.string(), reply: z.string() },
      ...{ frames: z.array(seconds), cues: z.array(z.string()) },
    })
    .nullable(),
  at: z.number(),
}) satisfies z.ZodType<FeedbackRecord>;
