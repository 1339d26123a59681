import type { Logger } from "../../logger.ts";
import type { HeardPiece, Hearer, KeptPiece } from "./speech-server.ts";
import type { PlannedPiece } from "./transcribe.ts";

/** Where pieces are kept as they are heard, so that neither a restart nor another look at the video asks again. */
export interface KeptPieces {
  /** All of the file that this server heard. */
  list(sha256: string, hearer: Hearer): Promise<readonly KeptPiece[]>;
  put(sha256: string, hearer: Hearer, piece: KeptPiece): Promise<void>;
}

interface Keeper {
  /** The video's language by what was heard before; null where nothing was, or the server did not say. */
  readonly language: string | null;
  /** Those of the planned pieces that were heard before, by index. */
  readonly known: ReadonlyMap<number, HeardPiece>;
  /** Those of earlier ranges, in order of time. */
  readonly before: readonly KeptPiece[];
  /** Never throws. */
  keep(piece: HeardPiece, asked: string | null): Promise<void>;
}

interface KeeperOptions {
  readonly kept: KeptPieces;
  readonly sha256: string;
  readonly hearer: Hearer;
  readonly planned: readonly PlannedPiece[];
  readonly logger: Logger;
}

/** What is heard matters more than that it is kept: a store that is away costs only that it may be asked again. */
export async function openKeeper(options: KeeperOptions): Promise<Keeper> {
  const { kept, sha256, hearer, planned, logger } = options;
  let isAway = false;
  const onAway = (error: unknown) => {
    if (!isAway) logger.warn({ err: error }, "what is heard cannot be kept");
    isAway = true;
    return [];
  };
  const all = await kept.list(sha256, hearer).catch(onAway);
  const language = languageOf(all);
  const fitting = all.filter((piece) => (piece.asked ?? piece.language) === language);
  const from = planned[0]?.start ?? 0;
  return {
    language,
    known: knownOf(fitting, planned),
    before: fitting.filter(({ start }) => start < from).toSorted((a, b) => a.start - b.start),
    async keep({ index: _, ...piece }, asked) {
      if (!isAway) await kept.put(sha256, hearer, { ...piece, asked }).catch(onAway);
    },
  };
}

/** The server found it out where it was not told. */
function languageOf(all: readonly KeptPiece[]): string | null {
  const found = all.find(({ asked, language }) => asked === null && language !== null) ?? all[0];
  return found?.asked ?? found?.language ?? null;
}

/** Over the same sound: to the millisecond, since the division is the same for the same file. */
function knownOf(
  pieces: readonly KeptPiece[],
  planned: readonly PlannedPiece[],
): ReadonlyMap<number, HeardPiece> {
  const byPlace = new Map(pieces.map(({ asked: _, ...piece }) => [placeOf(piece), piece]));
  return new Map(
    planned.flatMap(({ index, start, end }) => {
      const piece = byPlace.get(placeOf({ start, end }));
      return piece ? [[index, { ...piece, index }] as const] : [];
    }),
  );
}

function placeOf({ start, end }: Pick<KeptPiece, "start" | "end">): string {
  return [start, end].map((seconds) => Math.round(seconds * 1000)).join("-");
}
