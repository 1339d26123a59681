import { unitVector } from "../../src/util/vectors.ts";
import { candidatesForMeaning, chooseByMeaning } from "../../src/video/sample/clip.ts";
import type { ScanResult } from "../../src/video/shots/scan-result.ts";
import type { Frame, VideoFile } from "../../src/video/video.ts";
import { connectEmbedder } from "../../src/vision/embeddings/connect.ts";
import { pictureHistogram } from "./histograms.ts";
import { silent } from "./silent.ts";

/** What CLIP takes. */
const LONG_SIDE = 224;
const TIMEOUT_MS = 60_000;

interface ByMeaning {
  /** With what stood for meaning. */
  readonly name: string;
  /** By budget. */
  readonly chosen: Readonly<Record<number, readonly number[]>>;
}

/** Strategy "clip": with the vectors of EMBED_BASE_URL, else with histograms of colors and edges, which know nothing of meaning. */
export async function chooseWithVectors(
  video: VideoFile,
  scan: ScanResult,
  budgets: readonly number[],
): Promise<ByMeaning> {
  const signal = new AbortController().signal;
  const candidates = new Map(budgets.map((budget) => [budget, candidatesForMeaning(scan, budget)]));
  const times = [...new Set([...candidates.values()].flat().map(({ timestamp }) => timestamp))];
  const frames = await Array.fromAsync(
    video.framesAt(
      times.toSorted((a, b) => a - b),
      LONG_SIDE,
      signal,
    ),
  );
  const { name, vectors } = await vectorsOf(frames, signal);
  const chosen = [...candidates].map(([budget, ones]) => {
    const understood = ones.flatMap((candidate) => {
      const vector = vectors.get(candidate.timestamp);
      return vector ? [{ candidate, vector }] : [];
    });
    return [budget, chooseByMeaning(understood, scan, budget).map(({ timestamp }) => timestamp)] as const;
  });
  return { name, chosen: Object.fromEntries(chosen) };
}

async function vectorsOf(frames: readonly Frame[], signal: AbortSignal) {
  const { EMBED_BASE_URL: baseUrl, EMBED_MODEL: model, EMBED_API_KEY: apiKey } = process.env;
  const embedder = baseUrl
    ? await connectEmbedder({ baseUrl, model, apiKey, timeoutMs: TIMEOUT_MS }, silent, signal)
    : null;
  const jpegs = frames.map(({ jpeg }) => jpeg);
  const found = embedder
    ? await embedder.pictures(jpegs, signal)
    : (await Promise.all(jpegs.map(pictureHistogram))).map((values) => unitVector(values));
  const vectors = new Map(
    frames.flatMap(({ timestamp }, i) => {
      const vector = found[i];
      return vector ? [[timestamp, vector] as const] : [];
    }),
  );
  return { name: `clip (${embedder?.name ?? "colors and edges"})`, vectors };
}
