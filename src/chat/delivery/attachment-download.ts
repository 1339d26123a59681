import { untilAborted } from "../../util/timeout.ts";
import type { Download } from "../video-sources.ts";

/** What a platform's file host has answered. */
interface FileAnswer {
  readonly size: number | null;
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection without reading what is left. */
  drop(): void;
}

/** The answer is the file, or an error that asking again does not help against, or this is to be done before asking again. */
export type Verdict = "file" | Error | (() => Promise<unknown>);

interface Source<Answer extends FileAnswer> {
  request(): Promise<Answer>;
  /** `tries` counts this request. */
  judge(answer: Answer, tries: number): Verdict;
}

interface Wanted {
  readonly name: string;
  /** As far as the platform has said it. */
  readonly size?: number | undefined;
}

/** Asks for an attachment until its bytes come. Rejects with what `judge` gives, or with the signal's reason. */
export async function downloadAttachment<Answer extends FileAnswer>(
  { name, size: known }: Wanted,
  { request, judge }: Source<Answer>,
  signal: AbortSignal,
): Promise<Download> {
  for (let tries = 1; ; tries += 1) {
    const answer = await request();
    const verdict = judge(answer, tries);
    if (verdict === "file") {
      const size = answer.size ?? known ?? 0;
      return { name, ...(size > 0 && { size }), body: answer.body };
    }
    answer.drop();
    if (verdict instanceof Error) throw verdict;
    await untilAborted(verdict(), signal);
  }
}
