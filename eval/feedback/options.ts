import { parseArgs } from "node:util";

const FORMS = ["jsonl", "inspect", "kto"] as const;

export type Form = (typeof FORMS)[number];

export interface FeedbackOptions {
  readonly what: "report" | "export" | "cases";
  readonly as: Form;
  readonly withFrames: boolean;
  /** A file, or a folder where files go along; null: standard output. */
  readonly out: string | null;
  /** Exported lines instead of the store. */
  readonly from: string | null;
  /** A folder with the videos that cases are about. */
  readonly videos: string | null;
  /** Of fewer verdicts no share is told. */
  readonly fewest: number;
}

/** What was typed is wrong; the message says what to type. */
export class UsageError extends Error {}

const USAGE = `npm run feedback -- report [--fewest 10]
npm run feedback -- export --as jsonl|inspect|kto [--out FILE] [--with-frames --out FOLDER]
npm run feedback -- cases --videos FOLDER --out FOLDER
Each takes --from FILE, for exported lines instead of what is stored.`;

export function readOptions(argv: readonly string[]): FeedbackOptions {
  const { values, positionals } = parsed(argv);
  const [what, surplus] = positionals;
  if ((what !== "report" && what !== "export" && what !== "cases") || surplus !== undefined)
    throw new UsageError(USAGE);
  const as = FORMS.find((form) => form === (values.as ?? "jsonl"));
  const fewest = Number(values.fewest ?? 10);
  const withFrames = values["with-frames"] ?? false;
  const { out = null, from = null, videos = null } = values;
  if (!as || !Number.isInteger(fewest) || fewest < 1) throw new UsageError(USAGE);
  if (withFrames && out === null) throw new UsageError("Frames go into files. Name a folder with --out.");
  if (withFrames && from !== null)
    throw new UsageError("Frames come from what is stored. Leave --from or --with-frames out.");
  if (what === "cases" && (out === null || videos === null))
    throw new UsageError("Name the folder of the videos with --videos, and one for the cases with --out.");
  return { what, as, withFrames, out, from, videos, fewest };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        as: { type: "string" },
        "with-frames": { type: "boolean" },
        out: { type: "string" },
        from: { type: "string" },
        videos: { type: "string" },
        fewest: { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
