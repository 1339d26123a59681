/** What the doctor looks at, in the order of its table. */
export type DoctorPart =
  | "node"
  | "ffmpeg"
  | "pages"
  | "isolation"
  | "disk"
  | "store"
  | "queue"
  | "model"
  | "slack"
  | "discord";

/** One sentence each: what was found, and where it matters what to do. */
export interface DoctorWords {
  readonly heading: string;
  readonly levels: { readonly fine: string; readonly warning: string; readonly fault: string };
  readonly parts: Readonly<Record<DoctorPart, string>>;
  /** The last line. */
  verdict(faults: number, warnings: number): string;
  /** A check that did not come to its end. */
  readonly unfinished: string;
  readonly node: {
    fine(version: string): string;
    tooOld(version: string, floor: number): string;
  };
  readonly ffmpeg: {
    fine(version: string): string;
    silent(program: string): string;
    tooOld(version: string): string;
    differ(ffmpeg: string, ffprobe: string): string;
  };
  readonly pages: {
    readonly off: string;
    fine(version: string): string;
    readonly silent: string;
    tooOld(version: string, floor: string): string;
    solver(runtime: string, scripts: string): string;
    readonly noScripts: string;
    readonly noRuntime: string;
  };
  readonly isolation: {
    readonly limits: string;
    readonly noLimits: string;
    readonly niceness: string;
    readonly noNiceness: string;
    readonly offline: string;
    readonly online: string;
    readonly noNamespaces: string;
  };
  readonly disk: {
    fine(folder: string, gigabytes: string): string;
    low(folder: string, gigabytes: string, wanted: string): string;
    /** Of the folder of what is remembered. */
    lowData(folder: string, megabytes: string, wanted: string): string;
    unwritable(folder: string): string;
  };
  readonly store: {
    /** `name` is a folder or the kind of a server. */
    fine(name: string): string;
    away(name: string): string;
    readOnly(name: string): string;
    locked(name: string): string;
    full(name: string): string;
    /** `path` is where the damaged file lies now. */
    damaged(path: string): string;
    /** Machines share the queue and not the store. */
    readonly alone: string;
  };
  readonly queue: {
    readonly inside: string;
    fine(version: string): string;
    readonly away: string;
    evicts(policy: string): string;
  };
  readonly slack: {
    readonly off: string;
    known(team: string): string;
    readonly unreachable: string;
    /** `reason` is Slack's own word. */
    botRefused(reason: string): string;
    scopesMissing(scopes: string): string;
    readonly socketFine: string;
    socketRefused(reason: string): string;
    overHttp(port: number): string;
  };
  readonly discord: {
    readonly off: string;
    known(servers: number): string;
    readonly nowhere: string;
    readonly refused: string;
    readonly unreachable: string;
    readonly noMessageContent: string;
    lacks(server: string, permissions: string): string;
  };
  readonly model: {
    readonly none: string;
    fine(name: string, contextTokens: number): string;
    smallContext(contextTokens: number, wanted: number): string;
    readonly schemaKept: string;
    readonly schemaIgnored: string;
    readonly schemaRefused: string;
    readonly pictureSeen: string;
    picturesTaken(pictures: number): string;
    picturesRefused(pictures: number): string;
    readonly pictureRefused: string;
    pictureMisread(shown: "red" | "blue", answer: string): string;
    readonly cacheUsed: string;
    readonly cacheSilent: string;
    readonly cacheUnused: string;
  };
}
