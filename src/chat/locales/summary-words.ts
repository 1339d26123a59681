/** Why no model took part; mirrors the remark of a summary. */
type NoModelReason =
  | "missing"
  | "unreachable"
  | "loading"
  | "text-only"
  | "blind"
  | "schema-ignored"
  | "refused"
  | "overflow"
  | "timeout"
  | "garbled";

/** Where a model's context comes from; mirrors the model's own. */
type ContextSource = "vllm" | "llama.cpp" | "sglang" | "ollama" | "lm-studio" | "other" | "setting";

interface CoverageFacts {
  /** Zero on a storyboard, which no model has described. */
  readonly frames: number;
  /** "0:00" and "12:40". */
  readonly from: string;
  readonly to: string;
  /** Seconds. */
  readonly largestGap: number;
}

export interface SummaryWords {
  storyboardTitle(fileName: string): string;
  /** Stands where the overview would: says what the pictures are and claims nothing of what they show. */
  storyboardText(keyframes: number): string;
  keyframeHeading(position: number, keyframes: number): string;
  significance(text: string): string;
  stillCaption(time: string): string;
  stillAlt(time: string, description: string): string;
  stillAltUndescribed(time: string): string;
  coverage(facts: CoverageFacts): string;
  /** Each says that no model has looked at the pictures, and why. */
  readonly noModel: Readonly<Record<NoModelReason, string>>;
  damaged(readUntil: string): string;
  readonly faulty: string;
  modelFound(model: string, address: string): string;
  /** How the frames were found, for those who ask. `share` is 0 to 1. */
  readonly plan: {
    thorough(plan: { reason: PlanReason }): string;
    sparse(plan: { reason: PlanReason; parts: number; share: number }): string;
  };
  /** Above the summary of one of several videos of one message. */
  oneOf(number: number, of: number, name: string): string;
  /** A link led to a list; `videos` is null where nobody says how many it holds. */
  firstOfList(title: string, videos: number | null): string;
  /** `frames` is 0 where there are too few for a summary. */
  smallContext(facts: { contextTokens: number; frames: number }, howToRaise: string): string;
  /** How to raise it, by the server or the setting that it comes from. */
  readonly raiseContext: Readonly<Record<ContextSource, string>>;
  framesHalved(from: number, to: number): string;
  /** Several lines, commands among them, for whoever runs the bot. */
  readonly connectModel: string;
}

export interface ReportWords {
  readonly timeline: string;
  /** Accessible name of a segment's link in the timeline. */
  timelineLink(time: string, title: string): string;
  readonly overview: string;
  readonly significance: string;
  readonly about: string;
  readonly file: string;
  readonly length: string;
  readonly picture: string;
  readonly model: string;
  readonly noModel: string;
  readonly language: string;
  readonly prompt: string;
  readonly checksum: string;
  pictureSize(width: number, height: number, framesPerSecond: number): string;
}

/** Why a video was scanned as it was; the names are the scanner's own. */
export type PlanReason = "asked" | "short" | "far-apart" | "joined" | "by-clock" | "dense" | "by-choice";
