import type { PageErrorSentences } from "../sentences.ts";

/** Why a link to a page of a video site gave no video. */
export const pageErrorsInEnglish: PageErrorSentences = {
  "pages-off": () =>
    "Links to video pages are turned off here. Attach the file, or ask your admin to install yt-dlp and set YTDLP_PATH.",
  "page-blocked": () =>
    "The site doesn’t let a bot open this video. Download it yourself and attach the file.",
  "page-sign-in": () =>
    "The site asks me to sign in before it shows this video, and I have no account. Download it yourself and attach the file.",
  "page-challenge": () =>
    "The site’s check for programs could not be solved. Attach the file instead, or ask the operator to run “npm run doctor” and update yt-dlp.",
  "page-busy": () =>
    "The site is limiting how often I may ask. Try again in an hour, or attach the file instead.",
  "page-live": () => "This is a live stream. Send me the recording when it’s over.",
  "page-without-video": () =>
    "I found no video on this page that I can open. Send another link, or attach the file instead.",
};
