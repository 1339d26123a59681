import { encodeThreadId, type ThreadId, tenantOf } from "../../src/chat/thread-id.ts";
import type { Store } from "../../src/store/store.ts";
import type { Heard, Summary } from "../../src/summary/summary.ts";

const HOUR = 3_600;
const PARTS = 6;
const SEGMENTS = 8;
/** Of an hour: about 9,000 words. */
const CUES = 800;
const WORDS_OF_CUE = 11;
/** Word forms of a language that a channel meets in so many hours. */
const FORMS = 60_000;
const PIXEL = Buffer.alloc(2_000, 1);

const SYLLABLES =
  "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu".split(
    " ",
  );

export const threadIn = (channel: string, number: number): ThreadId =>
  encodeThreadId({ platform: "slack", tenant: "T1", channel, thread: String(number) });

/** The same numbers each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A made-up word by its rank. */
function word(rank: number): string {
  let text = "";
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    text += SYLLABLES[rest % SYLLABLES.length];
  }
  return text;
}

/** Words as often as in real speech: the second half as often as the first, the third a third. */
function speaker(seed: number) {
  const next = random(seed);
  return (count: number) => Array.from({ length: count }, () => word(Math.floor(FORMS ** next()))).join(" ");
}

/** Keeps an hour in parts as a job does, and grants it to a thread of the channel. */
export async function keepHour(store: Store, channel: string, number: number, said: string): Promise<void> {
  const thread = threadIn(channel, number);
  const tenant = tenantOf(thread);
  const sha256 = `${channel}-${number}`.padEnd(64, "0");
  const summary = hourOf(sha256, speaker(number + 1), said);
  const kept = { tenant, pipelineVersion: "2", options: {}, opening: null, cuts: [], page: null };
  for (const [part, range] of summary.parts.entries()) {
    const within = ({ start }: { readonly start: number }) => start >= range.start && start < range.end;
    const own = { segments: summary.segments.filter(within), cues: summary.cues.filter(within), parts: [] };
    await store.contexts.put({ ...kept, range, summary: { ...summary, ...own }, part });
  }
  const contextKey = await store.contexts.put({ ...kept, range: { start: 0, end: HOUR }, summary });
  const source = { kind: "link" as const, url: `https://videos.example/${number}.mp4` };
  await store.threads.open(thread, { contextKey, sha256, source, requester: "ada" });
}

function hourOf(sha256: string, speak: (words: number) => string, said: string): Summary {
  const length = HOUR / PARTS;
  const parts = Array.from({ length: PARTS }, (_, i) => ({
    ...{ start: i * length, end: (i + 1) * length, title: speak(4), overview: speak(20) },
    ...{ model: "seer", segments: SEGMENTS },
  }));
  const count = PARTS * SEGMENTS;
  const segments = Array.from({ length: count }, (_, i) => ({
    ...{ start: (i * HOUR) / count, end: ((i + 1) * HOUR) / count, label: "1.0", quotes: [] },
    ...{ theme: speak(4), description: speak(18), significance: speak(10) },
    still: { timestamp: (i * HOUR) / count + 1, width: 640, height: 360, name: "still.jpg", jpeg: PIXEL },
  }));
  const cues = Array.from({ length: CUES }, (_, i) => ({
    ...{ id: `c${i + 1}`, start: (i * HOUR) / CUES, end: ((i + 1) * HOUR) / CUES },
    text: i === CUES / 2 ? said : speak(WORDS_OF_CUE),
  }));
  const sound: Heard = {
    source: "server",
    ...{ language: "en", by: "ear", spokenSeconds: HOUR, heardSeconds: HOUR },
  };
  return {
    ...{ title: speak(5), overview: speak(40), segments, parts, chapters: [], cues, warnings: [] },
    coverage: { start: 0, end: HOUR, frames: 600, largestGap: 6, sound },
    video: {
      ...{
        name: "hour.mp4",
        sha256,
        streamIndex: 0,
        container: "mp4",
        codec: "h264",
        width: 640,
        height: 360,
      },
      ...{ rotation: 0, frameRate: 25, duration: HOUR, declaredDuration: HOUR, startTime: 0, hdr: null },
      ...{ timeBase: { num: 1, den: 90_000 }, hasAudio: true },
    },
    ...{ model: "seer", promptVersion: "1", language: "en" },
  };
}
