import { z } from "zod";
import { type Tenant, type ThreadId, tenantOf } from "../../chat/thread-id.ts";
import type { AttachmentRef } from "../../chat/video-sources.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";
import type { Contexts } from "../contexts/contexts.ts";
import type { ContextKey } from "../contexts/video-context.ts";
import type { RecentThreads, ThreadLinks } from "./latest-video.ts";
import { createTenantWide, type TenantWide } from "./tenant-wide.ts";
import { type VisibleGrant, visibleAmong } from "./visible.ts";

/** Where the video can be fetched again. */
export type VideoSource =
  | { readonly kind: "attachment"; readonly attachment: AttachmentRef }
  | {
      readonly kind: "link";
      readonly url: string;
      readonly isSpoiler?: true;
      /** Of a page the sound was asked for too: without it, other bytes would come. */
      readonly withSound?: true;
    };

interface Turn {
  readonly question: string;
  /** What the conversation keeps of the text that carried the question, and the reply that held, word for word. */
  readonly asked: string;
  readonly reply: string;
  /** Of a long video, what it was asked about. */
  readonly scope?: string;
  /** The platform's id of the person who asked. */
  readonly author?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Shown {
  readonly address: string;
  /** Times of the stills, seconds. */
  readonly stills: readonly number[];
}

/** The grant to ask about a context in a thread, and what was said there. */
export interface ThreadRecord {
  readonly contextKey: ContextKey;
  readonly sha256: string;
  readonly source: VideoSource;
  /** The platform's id of the person. */
  readonly requester: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Oldest first. */
  readonly turns: readonly Turn[];
  /** Where the stills of its newest summary can be seen again; absent where messages have no addresses. */
  readonly shown?: Shown;
  /** What the thread has been told once and is not told again. */
  readonly told: readonly string[];
  /** Questions to which the model gave no usable reply; absent: none. */
  readonly unusableReplies?: number;
}

export interface Grant {
  readonly thread: ThreadId;
  readonly contextKey: ContextKey;
  readonly sha256: string;
}

/**
 * All methods may throw `store-unavailable` and `no-space`. Each but `get`, `homeOf`, `grant`, `grants` and `visibleIn` begins the life of the
 * thread's context anew. A linked thread reads and writes the record of its home.
 */
export interface Threads extends TenantWide {
  get(thread: ThreadId): Promise<ThreadRecord | undefined>;
  /** The thread whose record is meant: the thread itself, unless it has none and is linked to another. */
  homeOf(thread: ThreadId): Promise<ThreadId>;
  /** Grants the context to the thread, which is linked to no other any more. About another video the conversation begins anew. */
  open(
    thread: ThreadId,
    video: Pick<ThreadRecord, "contextKey" | "sha256" | "source" | "requester">,
  ): Promise<void>;
  /** Lets a further context of the video go with the thread, which stays about the one that it is about. */
  grant(thread: ThreadId, video: Pick<ThreadRecord, "contextKey" | "sha256">): Promise<void>;
  /** Undefined where the thread is not known, or not any more. */
  addTurn(thread: ThreadId, turn: Turn): Promise<ThreadRecord | undefined>;
  noteUnusableReply(thread: ThreadId): Promise<void>;
  show(thread: ThreadId, shown: Shown): Promise<void>;
  /** True for the one call that is the first: then say it. */
  tellOnce(thread: ThreadId, what: string): Promise<boolean>;
  touch(thread: ThreadId): Promise<void>;
  /** All grants of a tenant, or those of one context. */
  grants(tenant: Tenant, context?: ContextKey): Promise<Grant[]>;
  /**
   * All that people in a thread may see, each context once: what is granted to it and to the other threads of its channel.
   */
  visibleIn(thread: ThreadId): Promise<VisibleGrant[]>;
  /** Deletes the conversation, the grants and the links to the thread; the contexts stay. */
  delete(thread: ThreadId): Promise<void>;
}

/** More turns than any prompt holds; a bound for the record alone. */
const MOST_TURNS = 200;

const source = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("attachment"),
    attachment: z.looseObject({
      platform: z.enum(["discord", "slack", "terminal"]),
      id: z.string(),
      name: z.string(),
      size: z.number().exactOptional(),
      isSpoiler: z.literal(true).exactOptional(),
    }),
  }),
  z.object({
    kind: z.literal("link"),
    url: z.string(),
    isSpoiler: z.literal(true).exactOptional(),
    withSound: z.literal(true).exactOptional(),
  }),
]) satisfies z.ZodType<VideoSource>;

const threadRecord = z.object({
  contextKey: z.string(),
  sha256: z.string(),
  source,
  requester: z.string(),
  createdAt: z.number(),
  turns: z.array(
    z.object({
      ...{ question: z.string(), asked: z.string(), reply: z.string(), at: z.number() },
      scope: z.string().exactOptional(),
      author: z.string().exactOptional(),
    }),
  ),
  told: z.array(z.string()),
  unusableReplies: z.number().exactOptional(),
  shown: z.object({ address: z.string(), stills: z.array(z.number()) }).exactOptional(),
}) satisfies z.ZodType<ThreadRecord>;

const grant = z.object({
  thread: z.custom<ThreadId>((value) => typeof value === "string"),
  contextKey: z.string(),
  sha256: z.string(),
}) satisfies z.ZodType<Grant>;

interface Beside {
  readonly contexts: Contexts;
  readonly threadLinks: ThreadLinks;
  readonly recent: RecentThreads;
}

export function createThreads(deps: CollectionDeps, beside: Beside, ttlMs: number): Threads {
  const { threads, grants, own, homeOf, change, renew } = createRecords(deps, beside, ttlMs);
  const { threadLinks, recent } = beside;
  return {
    async get(thread) {
      const found = await own(thread);
      if (found) return found;
      const home = await threadLinks.homeOf(thread);
      return home && own(home);
    },
    homeOf,
    async open(thread, video) {
      await threadLinks.delete(thread);
      const record = await threads.update(tenantOf(thread), thread, (current) => {
        const fresh = { createdAt: deps.now(), turns: [], told: [] };
        return { ...fresh, ...(current?.sha256 === video.sha256 && current), ...video };
      });
      if (record) await renew(thread, record);
    },
    async grant(thread, { contextKey, sha256 }) {
      const home = await homeOf(thread);
      await grants.put(tenantOf(home), [contextKey, home], { thread: home, contextKey, sha256 });
    },
    addTurn: (thread, turn) =>
      change(thread, (record) => ({ ...record, turns: [...record.turns, turn].slice(-MOST_TURNS) })),
    async noteUnusableReply(thread) {
      await change(thread, (record) => ({ ...record, unusableReplies: (record.unusableReplies ?? 0) + 1 }));
    },
    async show(thread, shown) {
      await change(thread, (record) => ({ ...record, shown }));
    },
    async tellOnce(thread, what) {
      let isFirst = false;
      await change(thread, (record) => {
        isFirst = !record.told.includes(what);
        return isFirst ? { ...record, told: [...record.told, what] } : record;
      });
      return isFirst;
    },
    async touch(thread) {
      await change(thread, (record) => record);
    },
    async grants(tenant, context) {
      const found = await grants.list(tenant, context === undefined ? [] : [context]);
      return found.map(({ value }) => value);
    },
    ...createTenantWide({ threads, grants }),
    async visibleIn(thread) {
      return visibleAmong(await grants.list(tenantOf(thread)), thread);
    },
    async delete(thread) {
      const tenant = tenantOf(thread);
      await threads.delete(tenant, thread);
      for (const held of await grants.list(tenant)) {
        if (held.value.thread === thread) await grants.delete(tenant, held.id);
      }
      await recent.delete(thread);
      for (const one of [thread, ...(await threadLinks.of(thread))]) await threadLinks.delete(one);
    },
  };
}

/** A conversation's record, and what has to be renewed beside it with each change. */
function createRecords(deps: CollectionDeps, { contexts, threadLinks, recent }: Beside, ttlMs: number) {
  const threads = createCollection<ThreadRecord>(
    { kind: "threads", version: 1, schema: threadRecord, ttlMs },
    deps,
  );
  // Records of their own, so that a context finds its threads without reading their conversations.
  const grants = createCollection<Grant>({ kind: "grants", version: 1, schema: grant, ttlMs }, deps);
  const own = async (thread: ThreadId) => (await threads.get(tenantOf(thread), thread))?.value;
  const homeOf = async (thread: ThreadId) =>
    (await own(thread)) ? thread : ((await threadLinks.homeOf(thread)) ?? thread);
  const renew = async (thread: ThreadId, { contextKey, sha256 }: ThreadRecord) => {
    await grants.put(tenantOf(thread), [contextKey, thread], { thread, contextKey, sha256 });
    await contexts.touch(tenantOf(thread), contextKey);
    await recent.note(thread);
  };
  const change = async (thread: ThreadId, to: (record: ThreadRecord) => ThreadRecord) => {
    const home = await homeOf(thread);
    const record = await threads.update(tenantOf(home), home, (current) => current && to(current));
    if (!record) return undefined;
    await renew(home, record);
    if (home !== thread) await threadLinks.put({ thread, home });
    return record;
  };
  return { threads, grants, own, homeOf, change, renew };
}
