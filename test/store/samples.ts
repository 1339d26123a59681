import { randomBytes } from "node:crypto";
import { encodeThreadId, type ThreadId, tenantOf } from "../../src/chat/thread-id.ts";
import type { NewVideoContext } from "../../src/store/contexts/video-context.ts";
import type { FeedbackRecord } from "../../src/store/feedback/feedback-record.ts";
import { type Job, UNTRIED } from "../../src/store/jobs.ts";
import type { Heard, Summary } from "../../src/summary/summary.ts";

const HEARD = {
  ...{ source: "server", language: "en", by: "whisper-1", spokenSeconds: 12.5, heardSeconds: 10 },
} as const satisfies Heard;

export const SHA = "a".repeat(64);

/** What a thread is granted. */
export const linked = {
  contextKey: "k",
  sha256: SHA,
  requester: "U1",
  source: { kind: "link", url: "https://v.example/a" },
} as const;

export function threadOf(tenant: string, thread = "t1"): ThreadId {
  return encodeThreadId({ platform: "slack", tenant, channel: "c", thread });
}

function summaryOf(sha256 = SHA, stillBytes = 300): Summary {
  const segment = (n: number) => ({
    start: n * 10,
    end: n * 10 + 10,
    theme: `Theme ${n}`,
    description: "What happens.",
    significance: "",
    quotes: [{ id: "c1", start: n, end: n + 1, text: "What is said." }],
    label: `${n * 10}.0`,
    still: {
      timestamp: n * 10.04,
      width: 1920,
      height: 1080,
      name: `still-0${n}.jpg`,
      jpeg: randomBytes(stillBytes + n),
    },
  });
  return {
    title: "A talk",
    overview: "Somebody talks.",
    segments: [segment(0), segment(1)],
    ...{ parts: [], chapters: [] },
    kind: { name: "lecture", measured: { speech: 0.8, still: 0.7, written: 1.2, cuts: 0.5 } },
    findings: [
      {
        ...{ type: "task", text: "Send the plan.", who: "Ana", due: "Friday", start: 0, end: 1 },
        ...{ cues: [{ id: "c1", start: 0, end: 1, text: "What is said." }], label: null },
      },
      {
        ...{ type: "slide", text: "The plan", read: "The plan", start: 3, end: 9, cues: [], label: "10.0" },
        still: {
          ...{ timestamp: 8.04, width: 1920, height: 1080, name: "slide-01.jpg" },
          jpeg: randomBytes(stillBytes + 9),
        },
      },
    ],
    activity: { start: 0, every: 1, values: [0, 0.5, 1] },
    coverage: { start: 0, end: 20, frames: 4, largestGap: 5, sound: HEARD, linesLeftOut: 3 },
    cues: [{ id: "c1", start: 0, end: 1, text: "What is said.", speaker: "Speaker 1" }],
    warnings: [
      { kind: "no-model", reason: "timeout" },
      { kind: "damaged", readUntil: 12.04 },
      { kind: "faulty" },
      { kind: "plan", plan: { kind: "sparse", reason: "by-choice", parts: 3, share: 0.12 } },
      { kind: "model-found", model: "Qwen3-VL", address: "http://127.0.0.1:8000/v1" },
      { kind: "frames-halved", from: 8, to: 4 },
    ],
    video: {
      streamIndex: 0,
      container: "mp4",
      codec: "h264",
      width: 1920,
      height: 1080,
      rotation: 0,
      frameRate: 29.97,
      duration: 20.02,
      declaredDuration: null,
      timeBase: { num: 1, den: 30_000 },
      startTime: 0,
      hdr: null,
      hasAudio: true,
      name: "talk.mp4",
      sha256,
    },
    model: "Qwen/Qwen3-VL-2B-Instruct",
    promptVersion: "3",
    language: "en",
  };
}

interface ContextChanges {
  readonly tenant?: string;
  readonly sha256?: string;
  readonly frames?: number;
  readonly frameBytes?: number;
  readonly systemText?: string;
}

export function contextOf({
  tenant = "slack:T1",
  sha256 = SHA,
  frames = 4,
  frameBytes = 500,
  systemText = "You watch.",
}: ContextChanges = {}): NewVideoContext {
  return {
    tenant,
    pipelineVersion: "1",
    options: { language: "en", keyframes: null },
    range: { start: 0, end: 20.02 },
    opening: {
      system: systemText,
      question: "What happens?",
      reply: "{}",
      cues: [{ id: "c1", start: 0, end: 1, text: "What is said." }],
      frames: Array.from({ length: frames }, (_, n) => ({
        label: `${n}.5`,
        timestamp: n + 0.5004,
        width: 512,
        height: 288,
        jpeg: randomBytes(frameBytes + n),
      })),
    },
    summary: summaryOf(sha256),
    cuts: [3.2, 11.96],
    page: {
      title: "A talk",
      chapters: [{ start: 0, end: 9.5, title: "Hello" }],
      captions: [{ language: "en", vtt: "WEBVTT" }],
      playlist: { title: "Talks", videos: null },
    },
  };
}

/** What the store finds one of the tenant's jobs by. */
export function jobKey(id: string, tenant = "slack:T1") {
  return { tenant, id };
}

export function jobOf(id: string, { thread = threadOf("T1"), ...changes }: JobChanges = {}): Job {
  return {
    tenant: tenantOf(thread),
    id,
    event: {
      ...{ type: "command", id, thread, author: "U1", locale: "en", command: "summarize" },
      ...{ attachments: [], links: ["https://v.example/a"], options: { keyframes: 5 } },
    },
    state: "queued",
    createdAt: 1_000,
    updatedAt: 1_000,
    ...UNTRIED,
    ...changes,
  };
}

interface JobChanges extends Partial<Job> {
  readonly thread?: ThreadId;
}

export function voteOf(thread: ThreadId, changes: Partial<FeedbackRecord> = {}): FeedbackRecord {
  return {
    ...{ thread, context: "k", segment: 1, verdict: "wrong-time", comment: "", at: 1 },
    ...{ model: "m", server: "vllm", promptVersion: "3", sampler: "mixed", kind: "general", language: "en" },
    video: { sha256: SHA, seconds: 90 },
    judged: {
      ...{ start: 0, end: 20, theme: "A dog", description: "A dog fetches a ball.", significance: "" },
      ...{ key: 4.5, still: 4.48, quotes: ["c1"] },
    },
    asked: { system: "s", question: "q", frames: [0, 4.48], cues: ["c1"], reply: "{}" },
    ...changes,
  };
}
