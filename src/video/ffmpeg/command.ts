import createCommand from "fluent-ffmpeg";

export interface FfmpegCommand {
  readonly inputOptions: readonly string[];
  /** Absolute path; the `file:` protocol is put before it, so that no name can be read as anything else. */
  readonly path: string;
  readonly filters: readonly string[];
  readonly outputOptions: readonly string[];
}

/** One input stream, two ways through filters, two outputs. */
export interface ForkedCommand extends Omit<FfmpegCommand, "filters"> {
  readonly streamIndex: number;
  /** Before the fork. */
  readonly shared: readonly string[];
  /** To stdout. */
  readonly filters: readonly string[];
  /** To file descriptor 4. */
  readonly beside: Pick<FfmpegCommand, "filters" | "outputOptions">;
}

/** The part of fluent-ffmpeg that its types leave out: the argument list, without running anything. */
interface ArgumentSource {
  _getArguments(): string[];
}

/**
 * The argument list of one ffmpeg run that writes to stdout. fluent-ffmpeg (archived upstream, pinned) only
 * builds the list: it would kill only the child and not its group, buffer without bounds, and know no third pipe.
 */
export function ffmpegArguments({ inputOptions, path, filters, outputOptions }: FfmpegCommand): string[] {
  const command = createCommand({ logger: undefined })
    .input(`file:${path}`)
    .inputOptions([...inputOptions])
    .videoFilters([...filters])
    .outputOptions([...outputOptions])
    .output("pipe:1");
  return (command as unknown as ArgumentSource)._getArguments();
}

/** The same with both outputs. */
export function forkedArguments(forked: ForkedCommand): string[] {
  const { inputOptions, path, streamIndex, shared, filters, outputOptions, beside } = forked;
  const graph = [
    `[0:${streamIndex}]${[...shared, "split"].join(",")}[a][b]`,
    `[a]${filters.join(",")}[first]`,
    `[b]${beside.filters.join(",")}[second]`,
  ];
  const command = createCommand({ logger: undefined })
    .input(`file:${path}`)
    .inputOptions([...inputOptions])
    .complexFilter(graph)
    .output("pipe:1")
    .outputOptions(["-map", "[first]", ...outputOptions])
    .output("pipe:4")
    .outputOptions(["-map", "[second]", ...beside.outputOptions]);
  return (command as unknown as ArgumentSource)._getArguments();
}
