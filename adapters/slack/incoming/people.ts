import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import type { SlackApi } from "../web/api.ts";
import { readFailure } from "../web/failure.ts";

interface Person {
  /** Null where Slack does not tell. */
  readonly locale: string | null;
  readonly isAdmin: boolean;
  /** As others see it. Untrusted. */
  readonly name: string | null;
}

const REMEMBERED_FOR = 60 * 60_000;
/** A missing scope is told again for every request; asking each time would only slow each request down. */
const FAILURE_REMEMBERED_FOR = 60_000;
const MAX_REMEMBERED = 2000;

export type People = (user: string) => Promise<Person>;

interface PeopleOptions {
  readonly api: Pick<SlackApi, "person">;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Entry {
  readonly person: Promise<Person>;
  until: number;
}

/** Never throws: without the scope to look somebody up, little is known of them. */
export function createPeople({ api, clock, logger }: PeopleOptions): People {
  const known = new Map<string, Entry>();

  const lookUp = async (user: string, entry: { until: number }): Promise<Person> => {
    try {
      const found = await api.person(user);
      return {
        locale: bcp47(found?.locale),
        isAdmin: Boolean(found?.is_admin || found?.is_owner),
        name: found?.profile?.display_name || found?.real_name || null,
      };
    } catch (error) {
      entry.until = clock.now() + FAILURE_REMEMBERED_FOR;
      logger.info({ reason: readFailure(error)?.reason }, "could not look a person up");
      return { locale: null, isAdmin: false, name: null };
    }
  };

  return (user) => {
    const entry = known.get(user);
    if (entry && entry.until > clock.now()) return entry.person;
    const timing = { until: clock.now() + REMEMBERED_FOR };
    const fresh: Entry = Object.assign(timing, { person: lookUp(user, timing) });
    known.delete(user);
    known.set(user, fresh);
    const [oldest] = known.keys();
    if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return fresh.person;
  };
}

function bcp47(locale: string | undefined): string | null {
  try {
    return locale ? new Intl.Locale(locale.replace("_", "-")).toString() : null;
  } catch {
    return null;
  }
}
