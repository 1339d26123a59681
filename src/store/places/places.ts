import { z } from "zod";
import { parseThreadId, type ThreadId, tenantOf } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";

const placeSettings = z.object({
  /** BCP 47 tag. */
  language: z.string().exactOptional(),
  detail: z.string().exactOptional(),
  kind: z.string().exactOptional(),
  /** Whether what is said is used. */
  sound: z.boolean().exactOptional(),
  /** Who may use the bot beside administrators; a list holds the platform's ids of roles and people. */
  who: z.union([z.enum(["everyone", "admins"]), z.array(z.string())]).exactOptional(),
  /** Whether the video itself is kept for a closer look. */
  keepVideo: z.boolean().exactOptional(),
  /** Days that something is kept after its last use. */
  keepDays: z.number().exactOptional(),
});

/** What the administrators of a place have set. What is absent is as the bot's operator has it. */
export type PlaceSettings = Readonly<z.infer<typeof placeSettings>>;

/** A channel with its threads, or its whole server. */
export type Scope = "channel" | "server";

/** All methods may throw `store-unavailable` and `no-space`. */
export interface Places {
  /** What holds in a thread: its channel's settings before those of its server. Of two times to keep, the shorter one. */
  of(thread: ThreadId): Promise<PlaceSettings>;
  own(thread: ThreadId, scope: Scope): Promise<PlaceSettings>;
  change(thread: ThreadId, scope: Scope, to: (now: PlaceSettings) => PlaceSettings): Promise<PlaceSettings>;
  /** The channel is gone. */
  deleteChannel(thread: ThreadId): Promise<void>;
  /** The tenants in which a place has set how long something is kept. */
  tenantsWithKeepDays(): Promise<string[]>;
}

/** Until the bot is removed: ten years, because every record has an end. */
const SETTINGS_TTL_MS = 10 * 365 * 24 * 3_600_000;

export function createPlaces(deps: CollectionDeps): Places {
  const records = createCollection<PlaceSettings>(
    { kind: "places", version: 1, schema: placeSettings, ttlMs: SETTINGS_TTL_MS },
    deps,
  );
  const own = async (thread: ThreadId, scope: Scope): Promise<PlaceSettings> =>
    (await records.get(tenantOf(thread), idOf(thread, scope)))?.value ?? {};
  return {
    own,
    async of(thread) {
      const [server, channel] = await Promise.all([own(thread, "server"), own(thread, "channel")]);
      const days = [server.keepDays, channel.keepDays].filter((one) => one !== undefined);
      return { ...server, ...channel, ...(days.length > 0 && { keepDays: Math.min(...days) }) };
    },
    async change(thread, scope, to) {
      const changed = await records.update(tenantOf(thread), idOf(thread, scope), (now = {}) => to(now));
      return changed ?? {};
    },
    async deleteChannel(thread) {
      await records.delete(tenantOf(thread), idOf(thread, "channel"));
    },
    async tenantsWithKeepDays() {
      const all = await records.list();
      return [
        ...new Set(all.filter(({ value }) => value.keepDays !== undefined).map(({ tenant }) => tenant)),
      ];
    },
  };
}

function idOf(thread: ThreadId, scope: Scope): readonly string[] {
  return scope === "server" ? ["server"] : ["channel", parseThreadId(thread).channel];
}
