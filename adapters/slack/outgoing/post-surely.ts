import type { Clock } from "../../../src/util/clock.ts";
import { readFailure } from "../errors.ts";
import type { PartTag, Place, SlackApi, Wording } from "../web/api.ts";
import type { PostedParts } from "./posted-parts.ts";
import type { Paced } from "./rates.ts";

const LOST_ANSWERS = 3;

interface Surely<Result> {
  readonly attempt: () => Promise<Result>;
  /** What an attempt has left whose answer was lost. */
  readonly find: () => Promise<Result | undefined>;
  readonly clock: Clock;
}

/** Where the answer was lost, looks whether it was done before it is tried again. */
export async function surely<Result>({ attempt, find, clock }: Surely<Result>): Promise<Result> {
  for (let lost = 0; ; lost += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (readFailure(error)?.kind !== "network" || lost === LOST_ANSWERS) throw error;
      await clock.wait(1000 * 2 ** lost);
      const found = await find();
      if (found !== undefined) return found;
    }
  }
}

interface PostSurelyOptions {
  readonly api: Pick<SlackApi, "post">;
  readonly clock: Clock;
  readonly paced: Paced;
  readonly postedParts: PostedParts;
}

/** Returns the message's timestamp. */
export type PostSurely = (place: Place, wording: Wording, tag: PartTag) => Promise<string>;

export function createPostSurely({ api, clock, paced, postedParts }: PostSurelyOptions): PostSurely {
  return (place, wording, tag) =>
    surely({
      clock,
      attempt: () => paced(place.channel, () => api.post(place, wording, tag)),
      find: async () => (await postedParts({ place, key: tag.key })).get(tag.part),
    });
}
