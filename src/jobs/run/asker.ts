import type { Progress } from "../../chat/message.ts";
import type { SummaryRequest } from "../../summary/request.ts";

type OnPart = NonNullable<SummaryRequest["onPart"]>;
type OnGlimpse = NonNullable<SummaryRequest["onGlimpse"]>;

/** One of those who wait for the same summary. */
export interface Asker {
  report(progress: Progress): void;
  glimpse(...stills: Parameters<OnGlimpse>): Promise<void>;
  /** Tells of parts in the order of the calls, each once. Never rejects. */
  tell(...part: Parameters<OnPart>): Promise<void>;
  /** Rejects when a part cannot be posted: there is no one left to wait for. */
  readonly failed: Promise<never>;
  /** Hears of nothing more. */
  leave(): void;
}

export function createAsker({ report, onPart, onGlimpse }: SummaryRequest): Asker {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  let speaking: Promise<void> = Promise.resolve();
  let told = 0;
  let hasLeft = false;
  return {
    failed,
    report: (progress) => hasLeft || report(progress),
    async glimpse(stills) {
      if (!hasLeft && told === 0) await onGlimpse?.(stills);
    },
    tell(part, place) {
      speaking = speaking.then(async () => {
        if (hasLeft || place.number <= told) return;
        try {
          await onPart?.(part, place);
          told = place.number;
        } catch (error) {
          hasLeft = true;
          reject(error);
        }
      });
      return speaking;
    },
    leave() {
      hasLeft = true;
    },
  };
}
