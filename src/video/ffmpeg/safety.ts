/**
 * Input options for every run over a stranger's file. A playlist or a script renamed .mp4 is recognised by its
 * content, so the list of formats decides; codecs are listed because decoders are where memory faults live
 * (MagicYUV, CVE-2026-8461); no protocol reaches the network.
 */
const FORMATS = "mov,matroska,mpegts,mpeg,avi,flv,asf,ogg,gif";

const VIDEO_CODECS = [
  ..."h264 hevc vp8 vp9 libvpx libvpx-vp9 av1 libdav1d libaom-av1 mpeg4 mpeg2video mpeg1video".split(" "),
  ..."theora vc1 wmv3 h263 flv msmpeg4 prores mjpeg png gif".split(" "),
  // Tape cameras, editors, action cameras, QuickTime's and Windows' own screen recordings; each has a simple decoder.
  ..."dvvideo dnxhd cfhd qtrle wmv1 wmv2 msmpeg4v1 msmpeg4v2 rawvideo v210".split(" "),
];
/** Pictures of a cover that lies beside the video: opened by ffprobe and never decoded. */
const COVER_CODECS = ["bmp", "tiff", "webp"];
/**
 * Sound and subtitles are never decoded for us, but demuxers decode a little of them to learn their facts: these are
 * what cameras, phones, browsers, discs and broadcasts put beside a picture.
 */
const AUDIO_CODECS = [
  ..."aac aac_latm mp3 mp3float mp2 mp2float opus libopus vorbis flac alac ac3 eac3 dca truehd".split(" "),
  ..."amrnb amrwb wmav1 wmav2 wmapro adpcm_ms adpcm_ima_wav adpcm_ima_qt adpcm_swf pcm_alaw pcm_mulaw".split(
    " ",
  ),
  ..."pcm_u8 pcm_s8 pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be pcm_f32le pcm_f32be".split(
    " ",
  ),
  ..."pcm_bluray pcm_dvd".split(" "),
];
const TEXT_CODECS =
  "mov_text subrip srt text webvtt ass ssa cc_dec dvdsub dvbsub pgssub libzvbi_teletextdec".split(" ");

/** A 5K display's screen capture (5120x2880) is the largest picture people record; decoders refuse more. */
export const MAX_PIXELS = 5120 * 2880;

const CODECS = [...VIDEO_CODECS, ...AUDIO_CODECS, ...TEXT_CODECS];

export const INPUT_SAFETY: readonly string[] = [
  ...["-protocol_whitelist", "file,pipe"],
  ...["-format_whitelist", FORMATS],
  ...["-codec_whitelist", CODECS.join(",")],
];

/**
 * The same for ffprobe, which gives up where it may not open the decoder of each stream. It may open these beside the
 * picture; the list for the demuxer, which alone would decode with them, stays as it is.
 */
export function probeSafety(beside: readonly string[]): string[] {
  const others = [...CODECS, ...beside].join(",");
  return [
    ...INPUT_SAFETY,
    ...["-codec_whitelist:v", [...CODECS, ...COVER_CODECS].join(",")],
    ...["a", "s", "d", "t"].flatMap((kind) => [`-codec_whitelist:${kind}`, others]),
  ];
}

/** Whether ffprobe alone may open it: as the video itself it is not read. */
export function isCoverCodec(codec: string): boolean {
  return COVER_CODECS.includes(codec);
}

/** Two decoder threads: the measured knee, and one video must not take a whole machine. */
export const DECODER_OPTIONS: readonly string[] = [
  ...["-max_pixels", String(MAX_PIXELS)],
  ...["-threads", "2"],
];

export const QUIET: readonly string[] = ["-hide_banner", "-v", "error"];

/** Of what leaves a file, pictures are all. */
export const NOTHING_ELSE: readonly string[] = ["-an", "-sn", "-dn", "-map_metadata", "-1"];

/** Nothing but one video stream leaves a file. */
export function onlyVideo(streamIndex: number): string[] {
  return ["-map", `0:${streamIndex}`, ...NOTHING_ELSE];
}
