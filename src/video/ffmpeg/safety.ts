/**
 * Input options for every run over a stranger's file. A playlist or a script renamed .mp4 is recognised by its
 * content, so the list of formats decides; codecs are listed because decoders are where memory faults live
 * (MagicYUV, CVE-2026-8461); no protocol reaches the network.
 */
const FORMATS = "mov,matroska,mpegts,mpeg,avi,flv,asf,ogg,gif";

const VIDEO_CODECS = [
  ..."h264 hevc vp8 vp9 libvpx libvpx-vp9 av1 libdav1d libaom-av1 mpeg4 mpeg2video mpeg1video".split(" "),
  ..."theora vc1 wmv3 h263 flv msmpeg4 prores mjpeg png gif".split(" "),
];
/** Sound is never decoded for us, but ffmpeg opens its decoder to learn about the stream. */
const AUDIO_CODECS =
  "aac aac_latm mp3 mp3float mp2 mp2float opus libopus vorbis flac ac3 eac3 pcm_s16le pcm_s16be pcm_s24le".split(
    " ",
  );
const TEXT_CODECS = "mov_text subrip webvtt ass ssa".split(" ");

/** A 5K display's screen capture (5120x2880) is the largest picture people record; decoders refuse more. */
export const MAX_PIXELS = 5120 * 2880;

export const INPUT_SAFETY: readonly string[] = [
  ...["-protocol_whitelist", "file,pipe"],
  ...["-format_whitelist", FORMATS],
  ...["-codec_whitelist", [...VIDEO_CODECS, ...AUDIO_CODECS, ...TEXT_CODECS].join(",")],
];

/** Two decoder threads: the measured knee, and one video must not take a whole machine. */
export const DECODER_OPTIONS: readonly string[] = [
  ...["-max_pixels", String(MAX_PIXELS)],
  ...["-threads", "2"],
];

export const QUIET: readonly string[] = ["-hide_banner", "-v", "error"];

/** Nothing but one video stream leaves a file. */
export function onlyVideo(streamIndex: number): string[] {
  return ["-map", `0:${streamIndex}`, "-an", "-sn", "-dn", "-map_metadata", "-1"];
}
