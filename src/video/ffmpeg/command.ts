import createCommand from "fluent-ffmpeg";

export interface FfmpegCommand {
  readonly inputOptions: readonly string[];
  /** Absolute path; the `file:` protocol is put before it, so that no name can be read as anything else. */
  readonly path: string;
  readonly filters: readonly string[];
  readonly outputOptions: readonly string[];
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
