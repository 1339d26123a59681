import { createRandom, type Random } from "./random.ts";

type Mutation = (file: Buffer, random: Random, other: Buffer) => Buffer;

/** Sizes and counts that programs forget: nothing, one, the edges of signed and unsigned. */
const EDGES = [0, 1, 2, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff] as const;

/** Most of what a reader believes stands at a file's beginning or, in some containers, at its end. */
function place(file: Buffer, random: Random): number {
  const near = Math.min(file.length, 2048);
  const where = random.next();
  if (where < 0.5) return random.below(near);
  return where < 0.7 ? file.length - 1 - random.below(near) : random.below(file.length);
}

const flipBits: Mutation = (file, random) => {
  for (let times = 1 + random.below(40); times > 0; times--) {
    const at = place(file, random);
    file[at] = (file[at] ?? 0) ^ (1 << random.below(8));
  }
  return file;
};

const writeBytes: Mutation = (file, random) => {
  const at = place(file, random);
  for (let i = 0; i < 1 + random.below(64); i++) file[Math.min(at + i, file.length - 1)] = random.below(256);
  return file;
};

const writeEdge: Mutation = (file, random) => {
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = Math.max(0, Math.min(place(file, random), file.length - 4));
    if (random.next() < 0.5) file.writeUInt32BE(random.pick(EDGES), at);
    else file.writeUInt32LE(random.pick(EDGES), at);
  }
  return file;
};

const cut: Mutation = (file, random) => file.subarray(0, place(file, random));

const remove: Mutation = (file, random) => {
  const at = place(file, random);
  return Buffer.concat([file.subarray(0, at), file.subarray(at + 1 + random.below(512))]);
};

const repeat: Mutation = (file, random) => {
  const at = place(file, random);
  const piece = file.subarray(at, at + 1 + random.below(4096));
  const times = 1 + random.below(20);
  return Buffer.concat([file.subarray(0, at), ...Array(times).fill(piece), file.subarray(at)]);
};

const swap: Mutation = (file, random) => {
  const [first = 0, second = 0] = [place(file, random), place(file, random)].sort((a, b) => a - b);
  const length = Math.min(1 + random.below(256), second - first, file.length - second);
  const piece = Buffer.from(file.subarray(first, first + length));
  file.copy(file, first, second, second + length);
  piece.copy(file, second);
  return file;
};

const splice: Mutation = (file, random, other) =>
  Buffer.concat([file.subarray(0, place(file, random)), other.subarray(place(other, random))]);

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  flipBits,
  writeBytes,
  writeEdge,
  cut,
  remove,
  repeat,
  swap,
  splice,
];

/** One to three things wrong with a copy of `file`; which ones follows from the seed alone. */
export function mutate(file: Buffer, other: Buffer, seed: number): Buffer {
  const random = createRandom(seed);
  let mutated: Buffer = Buffer.from(file);
  for (let times = 1 + random.below(3); times > 0 && mutated.length > 16; times--) {
    mutated = Buffer.from(random.pick(MUTATIONS)(mutated, random, other));
  }
  return mutated;
}
