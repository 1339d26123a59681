import type { PageErrorSentences } from "../sentences.ts";

/** Why a link to a page of a video site gave no video. */
export const pageErrorsInChinese: PageErrorSentences = {
  "pages-off": () => "这里没有开启视频网页链接，请直接上传文件，或者请管理员安装 yt-dlp 并设置 YTDLP_PATH。",
  "page-blocked": () => "该网站不允许机器人打开这个视频，请自行下载后上传文件。",
  "page-sign-in": () => "该网站要求登录后才能观看这个视频，而我没有账号。请自行下载后上传文件。",
  "page-challenge": () =>
    "未能通过该网站针对程序的验证。请直接上传文件，或者请管理员运行“npm run doctor”并更新 yt-dlp。",
  "page-busy": () => "该网站正在限制访问次数。请一小时后再试，或者直接上传文件。",
  "page-live": () => "这是正在进行的直播，请在结束后把录像发给我。",
  "page-without-video": () => "这个页面上没有可以打开的视频，请换一个链接，或者直接上传文件。",
};
