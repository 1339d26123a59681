import { z } from "zod";
import type { Hearer, KeptPiece } from "../sound/server/speech-server.ts";
import { type CollectionDeps, createCollection } from "./collection.ts";
import { hashed, prefixOf } from "./key.ts";

/**
 * What speech servers heard, piece by piece as it comes, so that neither a restart nor another look at the same file asks again.
 * All methods may throw `store-unavailable` and `no-space`.
 */
export interface HeardPieces {
  /** All of a file that this server heard, in no order. */
  list(tenant: string, sha256: string, hearer: Hearer): Promise<KeptPiece[]>;
  /** Leaves out a piece that is too large to be speech. */
  put(tenant: string, sha256: string, hearer: Hearer, piece: KeptPiece): Promise<void>;
  /** Those of files that are not in `held`. Files in work are among them: they may be what is to be forgotten. */
  deleteOthers(tenant: string, held: ReadonlySet<string>): Promise<void>;
}

const KIND = "heard";
/** What the keys begin with. */
export const HEARD_PIECES = prefixOf(KIND);

/** Characters of JSON. Half a minute of the fastest talk has a tenth of this, whatever the server says about each line. */
const LARGEST_PIECE = 64_000;

const number = z.number().nullable();

const line = z.object({
  start: z.number(),
  end: z.number(),
  text: z.string(),
  speaker: z.string().exactOptional(),
  confidence: z.object({
    noSpeechProbability: number,
    averageLogProbability: number,
    compressionRatio: number,
  }),
});

const keptPiece = z.object({
  start: z.number(),
  end: z.number(),
  language: z.string().nullable(),
  asked: z.string().nullable(),
  by: z.string(),
  lines: z.array(line),
}) satisfies z.ZodType<KeptPiece>;

/** They live as long as a summary that nothing is asked about. */
export function createHeardPieces(deps: CollectionDeps, ttlMs: number): HeardPieces {
  const records = createCollection<KeptPiece>({ kind: KIND, version: 1, schema: keptPiece, ttlMs }, deps);
  return {
    async list(tenant, sha256, hearer) {
      return (await records.list(tenant, [sha256, idOf(hearer)])).map(({ value }) => value);
    },
    async put(tenant, sha256, hearer, piece) {
      if (JSON.stringify(piece).length > LARGEST_PIECE) return;
      const milliseconds = [piece.start, piece.end].map((seconds) => Math.round(seconds * 1000)).join("-");
      await records.put(tenant, [sha256, idOf(hearer), piece.asked ?? "", milliseconds], piece);
    },
    async deleteOthers(tenant, held) {
      for (const { id } of await records.list(tenant)) {
        if (!held.has(id[0] ?? "")) await records.delete(tenant, id);
      }
    },
  };
}

/** An address may hold a password, and a record tells its id. */
function idOf({ baseUrl, model }: Hearer): string {
  return hashed(`${baseUrl}\n${model}`);
}
