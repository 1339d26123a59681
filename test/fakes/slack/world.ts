import type { z } from "zod";
import type { Clock } from "../../../src/util/clock.ts";
import type { modalSchema } from "./block-rules.ts";
import { manifest } from "./manifest.ts";

interface FakeShare {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
}

export interface FakeFile {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  title: string;
  alt: string;
  /** Null until the bytes have arrived. */
  data: Buffer | null;
  /** What getUploadURLExternal was told. */
  readonly length: number;
  /** Set by completeUploadExternal. */
  isComplete: boolean;
  /** How often files.info must be asked before the file has a type. */
  looksUntilReady: number;
  mode: "hosted" | "external" | "tombstone";
  fileAccess: "visible" | "check_file_info" | "access_denied";
  /** Instead of the stand-in's own address. */
  url?: string;
  /** What Slack wrote down of what is said, and where that lies if elsewhere. */
  captions?: { readonly vtt: string; readonly url?: string };
  readonly shares: FakeShare[];
}

export interface FakeBlock {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user: string;
  readonly bot_id?: string;
  text: string;
  blocks: readonly FakeBlock[];
  readonly files: readonly string[];
  /** Messages that it shows, by channel and timestamp. */
  readonly forwards?: readonly string[];
  readonly metadata?: unknown;
  isDeleted: boolean;
}

interface FakeForm {
  readonly id: string;
  readonly user: string;
  readonly view: z.infer<typeof modalSchema>;
}

export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly team: string;
  readonly isAdmin?: boolean;
}

export interface FakeChannel {
  readonly id: string;
  readonly kind: "public" | "private" | "im" | "mpim";
  isMember: boolean;
  isArchived: boolean;
  /** Shared with another organisation. */
  readonly isShared: boolean;
}

export const TEAM = "T0TEAM";
export const BOT = { user: "U0BOT", bot: "B0BOT" } as const;
export const ADA: FakeUser = { id: "U0ADA", name: "Ada", locale: "en-GB", team: TEAM };
export const BEA: FakeUser = { id: "U0BEA", name: "Bea", locale: "en-GB", team: TEAM };
export const LIN: FakeUser = { id: "U0LIN", name: "林", locale: "zh-CN", team: TEAM, isAdmin: true };
export const GUEST: FakeUser = { id: "U0GUEST", name: "Guest", locale: "fr-FR", team: "T0OTHER" };

function channel(id: string, kind: FakeChannel["kind"], isShared = false): FakeChannel {
  return { id, kind, isMember: true, isArchived: false, isShared };
}

/** A workspace as Slack keeps it, in memory. */
export interface World {
  readonly clock: Clock;
  readonly users: ReadonlyMap<string, FakeUser>;
  readonly channels: ReadonlyMap<string, FakeChannel>;
  readonly messages: FakeMessage[];
  readonly files: Map<string, FakeFile>;
  readonly reactions: { readonly channel: string; readonly ts: string; readonly name: string }[];
  /** What only one person sees. */
  readonly whispers: {
    readonly user: string;
    readonly text: string;
    readonly blocks: readonly FakeBlock[];
  }[];
  /** When each trigger was given out, and who may open a form with it; it is good for three seconds and one form. */
  readonly triggers: Map<string, { readonly user: string; readonly at: number }>;
  /** Forms that are open, the latest last. */
  readonly forms: FakeForm[];
  /** Each status that was set, of all threads, the latest last. */
  readonly sessions: { readonly channel: string; readonly thread: string; readonly status: string }[];
  /** What people may begin with, by the channel of their direct messages. */
  readonly suggested: Map<
    string,
    {
      readonly title: string;
      readonly prompts: readonly { readonly title: string; readonly message: string }[];
    }
  >;
  /** The app is declared an agent, as its manifest says. */
  isAgent: boolean;
  readonly homes: Map<string, readonly FakeBlock[]>;
  /** Scopes by token. */
  readonly tokens: Map<string, Set<string>>;
  readonly violations: string[];
  /** Files that are in no message are refused in image blocks. */
  refusesPrivateFiles: boolean;
  /** False in a workspace without that kind of block. */
  takesCarousels: boolean;
  /** Cards show uploaded files, as @slack/types has it; the documentation's examples have addresses alone. */
  takesFilesInCards: boolean;
  /** Characters of all blocks of a message together, and of its text. */
  readonly most: { blocks: number; text: number };
  nextTs(): string;
  nextId(prefix: string): string;
}

export const BOT_TOKEN = "xoxb-bot-token";
export const APP_TOKEN = "xapp-app-token";
export const SIGNING_SECRET = "signing-secret";

export function createWorld(clock: Clock): World {
  let counter = 0;
  const channels = [
    channel("C0GENERAL", "public"),
    channel("C0OTHER", "public"),
    channel("G0SECRET", "private"),
    channel("D0ADA", "im"),
    channel("D0LIN", "im"),
    channel("C0SHARED", "public", true),
  ];
  return {
    clock,
    users: new Map([ADA, BEA, LIN, GUEST].map((user) => [user.id, user])),
    channels: new Map(channels.map((one) => [one.id, one])),
    messages: [],
    files: new Map(),
    reactions: [],
    whispers: [],
    triggers: new Map(),
    forms: [],
    sessions: [],
    suggested: new Map(),
    isAgent: manifest.features.agent_view !== undefined,
    homes: new Map(),
    tokens: new Map([
      [BOT_TOKEN, new Set(manifest.oauth_config.scopes.bot)],
      [APP_TOKEN, new Set(["connections:write"])],
    ]),
    violations: [],
    refusesPrivateFiles: false,
    takesCarousels: true,
    takesFilesInCards: true,
    most: { blocks: 13_200, text: 40_000 },
    nextTs() {
      counter += 1;
      return `${Math.floor(clock.now() / 1000)}.${String(counter).padStart(6, "0")}`;
    },
    nextId(prefix) {
      counter += 1;
      return `${prefix}${String(counter).padStart(8, "0")}`;
    },
  };
}

export function findMessage(world: World, channel: string, ts: string): FakeMessage | undefined {
  return world.messages.find((message) => message.channel === channel && message.ts === ts);
}
