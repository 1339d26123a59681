/** What the doctor looks at, in the order of its table. */
export type DoctorPart = "node" | "ffmpeg" | "pages" | "isolation" | "disk" | "model";

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
    unwritable(folder: string): string;
  };
  readonly model: {
    readonly none: string;
    fine(name: string, contextTokens: number): string;
    smallContext(contextTokens: number, wanted: number): string;
    readonly schemaKept: string;
    readonly schemaIgnored: string;
    readonly pictureSeen: string;
    pictureMisread(answer: string): string;
    readonly cacheUsed: string;
    readonly cacheSilent: string;
    readonly cacheUnused: string;
  };
}
