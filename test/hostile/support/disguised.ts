import { writeFileSync } from "node:fs";
import type { Specimen } from "./specimen.ts";

/** Scripts for programs that read videos: they name other files and addresses. `port` is the canary's. */
function scripts(port: number): Readonly<Record<string, string>> {
  const address = `http://127.0.0.1:${port}/segment.ts`;
  return {
    hls: `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\n${address}\n#EXTINF:1.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n`,
    "hls-concat": `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\nconcat:${address}|file:///etc/passwd\n#EXT-X-ENDLIST\n`,
    ffconcat: `ffconcat version 1.0\nfile '${address}'\nfile /etc/passwd\n`,
    concat: `file '/etc/passwd'\nfile '${address}'\n`,
    sdp: "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    dash: `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>${address}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    smil: `<smil><body><video src="${address}"/></body></smil>`,
    asx: `<asx version="3.0"><entry><ref href="${address}"/></entry></asx>`,
    pls: `[playlist]\nFile1=${address}\nNumberOfEntries=1\n`,
    reference: `RTSPtext\nrtsp://127.0.0.1:${port}/live\n`,
    metadata: ";FFMETADATA1\ntitle=x\n",
    tty: `\u001b[2J\u001b[31m${"words on a terminal\n".repeat(200)}`,
    subtitles: "1\n00:00:00,000 --> 00:00:01,000\nwords\n",
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="${address}"/></svg>`,
  };
}

const ENDINGS_OF = ["mp4", "mkv", "mov"];

/** Each script under each name; none may open, and nothing that it names may be touched. */
export function disguisedScripts(port: number): Specimen[] {
  const all = Object.entries(scripts(port));
  const core = all
    .slice(0, 6)
    .flatMap(([kind, text]) => ENDINGS_OF.map((ending) => ({ kind, text, ending })));
  const rest = all.slice(6).map(([kind, text]) => ({ kind, text, ending: "mp4" }));
  return [...core, ...rest].map(({ kind, text, ending }) => ({
    name: `${kind}.${ending}`,
    what: `a script (${kind}) called .${ending}`,
    endings: ["not-a-video"],
    make: (path) => writeFileSync(path, text),
  }));
}
