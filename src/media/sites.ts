/** Writes "at this second" (whole, from zero) into a link to the site's video. */
type MomentForm = (url: URL, second: number) => void;

export interface Site {
  readonly name: string;
  /** With or without "www." and "m." before them. */
  readonly hosts: readonly string[];
  /** Paths that show one video or a list of them; anything else there is no video. */
  readonly path: RegExp;
  /** Null where the site knows no such form, or where the page's times are not the video's. */
  readonly moment: MomentForm | null;
  /** Parts of the query that say which video it is. All others say who shared it, and stay out of our links. */
  readonly keeps?: readonly string[];
  /** Names of yt-dlp's extractors for exactly these pages. */
  readonly extractors: readonly string[];
}

const inQuery =
  (name: string): MomentForm =>
  (url, second) =>
    url.searchParams.set(name, String(second));

/** "?t=0h1m5s", https://help.twitch.tv/s/article/video-on-demand */
const inTwitchQuery: MomentForm = (url, second) => {
  const clock = `${Math.floor(second / 3600)}h${Math.floor(second / 60) % 60}m${second % 60}s`;
  url.searchParams.set("t", clock);
};

/** "#t=65s", https://help.vimeo.com/hc/en-us/articles/12426199699985; whatever stood after the # goes. */
const inHash: MomentForm = (url, second) => {
  url.hash = `t=${second}s`;
};

export const SITES: readonly Site[] = [
  {
    name: "YouTube",
    hosts: ["youtube.com", "music.youtube.com", "youtube-nocookie.com"],
    path: /^\/(watch\/?$|(?:shorts|live|embed|v|e)\/(?!videoseries|live_stream).)/,
    // "&t=65s", as "Copy video URL at current time" of the player gives it.
    moment: (url, second) => {
      // The page of a short has no such form, and players in other pages no page; that of the same video has.
      const short = /^\/(?:shorts|live|embed|v|e)\/([\w-]+)/.exec(url.pathname)?.[1];
      if (/nocookie/i.test(url.hostname)) url.hostname = "www.youtube.com";
      if (short) {
        url.pathname = "/watch";
        url.searchParams.set("v", short);
      }
      url.searchParams.set("t", `${second}s`);
    },
    keeps: ["v"],
    extractors: ["youtube", "youtube:tab"],
  },
  {
    // A clip's first second is some other one of the page's video, and a list is not one video.
    name: "YouTube",
    hosts: ["youtube.com", "music.youtube.com"],
    path: /^\/(clip\/.|playlist$)/,
    moment: null,
    extractors: ["youtube", "youtube:tab", "youtube:playlist", "youtube:clip"],
  },
  {
    name: "YouTube",
    hosts: ["youtu.be"],
    path: /^\/[\w-]{6,}/,
    moment: inQuery("t"),
    extractors: ["youtube"],
  },
  {
    name: "Vimeo",
    hosts: ["vimeo.com", "player.vimeo.com"],
    path: /\/\d{5,}/,
    moment: inHash,
    keeps: ["h"],
    extractors: ["vimeo"],
  },
  {
    name: "Loom",
    hosts: ["loom.com"],
    path: /^\/(share|embed)\/./,
    moment: inQuery("t"),
    extractors: ["loom"],
  },
  {
    name: "TikTok",
    hosts: ["tiktok.com", "vm.tiktok.com", "vt.tiktok.com"],
    path: /^\/./,
    moment: null,
    extractors: ["tiktok", "vm.tiktok"],
  },
  {
    name: "X",
    hosts: ["x.com", "twitter.com", "mobile.twitter.com"],
    path: /^\/[^/]+\/status\/\d+/,
    moment: null,
    extractors: ["twitter"],
  },
  {
    name: "Bilibili",
    hosts: ["bilibili.com"],
    path: /^\/(video|bangumi\/play)\/./,
    moment: inQuery("t"),
    keeps: ["p"],
    extractors: ["bilibili", "bilibilibangumi"],
  },
  {
    name: "Twitch",
    hosts: ["twitch.tv"],
    path: /^\/(videos|[^/]+\/(v|video))\/\d/,
    moment: inTwitchQuery,
    extractors: ["twitch:vod"],
  },
  {
    name: "Twitch",
    hosts: ["twitch.tv"],
    path: /^\/[^/]+\/clip\/./,
    moment: null,
    extractors: ["twitch:clips"],
  },
  {
    name: "Twitch",
    hosts: ["clips.twitch.tv"],
    path: /^\/./,
    moment: null,
    extractors: ["twitch:clips"],
  },
  {
    name: "Dailymotion",
    hosts: ["dailymotion.com"],
    path: /^\/video\/./,
    moment: inQuery("start"),
    extractors: ["dailymotion"],
  },
  {
    name: "Streamable",
    hosts: ["streamable.com"],
    path: /^\/\w+$/,
    moment: null,
    extractors: ["streamable"],
  },
];

/** Null for a site that is not in the list, and for pages of a listed site that show no video. */
export function siteOf({ hostname, pathname, protocol, port }: URL): Site | null {
  if (!/^https?:$/.test(protocol) || port !== "") return null;
  const host = hostname.replace(/\.$/, "").replace(/^(www|m)\./, "");
  return SITES.find((site) => site.hosts.includes(host) && site.path.test(pathname)) ?? null;
}
