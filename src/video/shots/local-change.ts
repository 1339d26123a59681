import type { Picture } from "../video.ts";

/** What a small part of the picture did: something came and stayed, or was there for an instant. */
export type Novelty = "settled" | "brief";

interface LocalFrame {
  readonly timestamp: number;
  readonly picture: Picture;
  readonly release?: () => void;
}

/**
 * Finds what global measures overlook. `push` takes frames in order and returns what it now knows of earlier ones; it
 * releases each that it does not need any more, and so has to be the last to look at a picture.
 */
export interface LocalDetector {
  push(frame: LocalFrame): readonly Found[];
}

interface Found {
  readonly timestamp: number;
  readonly novelty: Novelty;
  /** Pixels of the small picture that are new. */
  readonly size: number;
}

/** Closer frames show the same instant. */
const STEP = 0.11;
const HELD = 0.25;
/** Levels that noise and slow light stay under, and that ink, skin and objects exceed. */
const SAME = 12;
const OTHER = 28;
/** Pixels of a block that must be new: a word of three letters at a twenty-fifth of the height has 10-20. */
const BLOCK = 8;
const NEW_IN_BLOCK = 5;
/** A change of more than this share of the picture is not local. */
const LOCAL = 0.4;
/** With more than this share in motion nothing has settled, or come back. */
const MOVING = 0.12;
const RETURNED = 0.9;
const ANEW = 0.4;
/** A brief sight lasts at most this many frames here, about 0.35 s. */
const BRIEF = 3;

export function createLocalDetector(): LocalDetector {
  const recent: LocalFrame[] = [];
  let latest: LocalFrame | null = null;
  let known: Uint8Array | null = null;
  const letGo = (frame: LocalFrame | null | undefined) => {
    if (frame && frame !== latest && !recent.includes(frame)) frame.release?.();
  };
  const take = (frame: LocalFrame): readonly Found[] => {
    recent.push(frame);
    if (recent.length > BRIEF + 2) letGo(recent.shift());
    const [one, two] = [recent.at(-2), recent.at(-3)];
    known ??= Uint8Array.from(frame.picture.luma);
    if (!one || !two) return [];
    const found = [settledIn(known, frame, [one, two]), briefIn(recent)];
    return found.filter((one) => one !== null);
  };
  return {
    push(frame) {
      const before = latest;
      latest = frame;
      const last = recent.at(-1);
      // A frame that was on screen for long has stood still, even where it came too soon after another to be looked at.
      const held = before && frame.timestamp - before.timestamp >= HELD ? [before, before] : [];
      if (held.length > 0 && before && before !== last) held.push(before);
      const isSoon = held.length === 0 && last && frame.timestamp - last.timestamp < STEP;
      const found = isSoon ? [] : [...held, frame].flatMap(take);
      // One that was taken goes when it leaves the recent ones.
      if (held.length === 0 && before !== last) letGo(before);
      return found;
    },
  };
}

/** Pixels that differ from what was known and have stood still for two frames; takes them over into `known`. */
function settledIn(
  known: Uint8Array,
  now: LocalFrame,
  [one, two]: readonly [LocalFrame, LocalFrame],
): Found | null {
  const { luma, width } = now.picture;
  const [before, earlier] = [one.picture.luma, two.picture.luma];
  const blocks = createBlocks(now.picture);
  let moving = 0;
  for (let i = 0; i < luma.length; i++) {
    const level = luma[i] ?? 0;
    if (Math.abs(level - (before[i] ?? 0)) > SAME || Math.abs(level - (earlier[i] ?? 0)) > SAME) {
      moving++;
      continue;
    }
    if (Math.abs(level - (known[i] ?? 0)) > OTHER) blocks.add(i % width, Math.floor(i / width));
    known[i] = level;
  }
  // Another shot, or a camera that moves: what was there before is no measure any more.
  if (moving > ANEW * luma.length) known.set(luma);
  const size = blocks.size();
  if (size === 0 || moving > MOVING * luma.length || blocks.share() > LOCAL) return null;
  return { timestamp: now.timestamp, novelty: "settled", size };
}

/** A frame among the last ones with something that neither the frame before nor the newest one shows. */
function briefIn(recent: readonly LocalFrame[]): Found | null {
  const after = recent.at(-1);
  for (let length = 1; length <= BRIEF && after; length++) {
    const before = recent.at(-2 - length);
    const middle = recent.at(-1 - Math.ceil(length / 2));
    const size = before && middle ? visitors(before.picture, middle.picture, after.picture) : 0;
    if (middle && size > 0) return { timestamp: middle.timestamp, novelty: "brief", size };
  }
  return null;
}

function visitors({ luma: before }: Picture, middle: Picture, { luma: after }: Picture): number {
  const { luma, width } = middle;
  const blocks = createBlocks(middle);
  // Counted down, since most pairs of a moving picture are told apart within its first lines.
  let mayBeLost = (1 - RETURNED) * luma.length;
  for (let i = 0; i < luma.length; i++) {
    const level = before[i] ?? 0;
    if (Math.abs(level - (after[i] ?? 0)) > SAME) {
      if (--mayBeLost < 0) return 0;
    } else if (Math.abs(level - (luma[i] ?? 0)) > OTHER) {
      blocks.add(i % width, Math.floor(i / width));
    }
  }
  return blocks.share() <= LOCAL ? blocks.size() : 0;
}

/** Counts new pixels by blocks, so that scattered noise does not add up to an object. */
function createBlocks({ width, height }: Picture) {
  const columns = Math.ceil(width / BLOCK);
  const counts = new Uint8Array(columns * Math.ceil(height / BLOCK));
  return {
    add(x: number, y: number) {
      const at = Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK);
      counts[at] = (counts[at] ?? 0) + 1;
    },
    size() {
      let sum = 0;
      for (const count of counts) if (count >= NEW_IN_BLOCK) sum += count;
      return sum;
    },
    share() {
      let full = 0;
      for (const count of counts) if (count >= NEW_IN_BLOCK) full++;
      return full / counts.length;
    },
  };
}
