import type { ProcessFaults } from "../../process/start.ts";

export const YTDLP_FAULTS: ProcessFaults = {
  missing: "pages-off",
  timeout: "link-too-slow",
  overflow: "page-without-video",
};
