import { LRUCache } from "lru-cache";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { readFailure } from "../errors.ts";
import type { SlackApi } from "../web/api.ts";

export interface Person {
  /** Null where Slack does not tell. */
  readonly locale: string | null;
  readonly isAdmin: boolean;
  /** As others see it. Untrusted. */
  readonly name: string | null;
}

const REMEMBERED_FOR = 60 * 60_000;
/** A missing scope fails every look-up; asking Slack each time would only slow each request down. */
const FAILURE_REMEMBERED_FOR = 60_000;
const MAX_REMEMBERED = 2000;

export type People = (user: string) => Promise<Person>;

interface PeopleOptions {
  readonly api: Pick<SlackApi, "person">;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Never throws: without the scope for a look-up little is known of a person. */
export function createPeople({ api, clock, logger }: PeopleOptions): People {
  const people = new LRUCache<string, Promise<Person>>({
    max: MAX_REMEMBERED,
    ttl: REMEMBERED_FOR,
    ttlResolution: 0,
    perf: clock,
  });

  const lookUp = async (user: string): Promise<Person> => {
    try {
      const found = await api.person(user);
      return {
        locale: bcp47(found?.locale),
        isAdmin: Boolean(found?.is_admin || found?.is_owner),
        name: found?.profile?.display_name || found?.real_name || null,
      };
    } catch (error) {
      logger.info({ reason: readFailure(error)?.reason }, "could not look a person up");
      const unknown = { locale: null, isAdmin: false, name: null };
      people.set(user, Promise.resolve(unknown), { ttl: FAILURE_REMEMBERED_FOR });
      return unknown;
    }
  };

  return (user) => {
    const known = people.get(user);
    if (known) return known;
    const person = lookUp(user);
    people.set(user, person);
    return person;
  };
}

function bcp47(locale: string | undefined): string | null {
  try {
    return locale ? new Intl.Locale(locale.replace("_", "-")).toString() : null;
  } catch {
    return null;
  }
}
