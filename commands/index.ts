import type { CommandDefinition } from "../src/chat/command.ts";
import type { JobControl } from "../src/jobs/job-control.ts";
import type { Places } from "../src/store/places/places.ts";
import { createAs } from "./as.ts";
import { createAsk } from "./ask.ts";
import { createClip } from "./clip.ts";
import { createDetails } from "./details.ts";
import { createFind } from "./find.ts";
import { createForget } from "./forget.ts";
import { createFrame } from "./frame.ts";
import { createHelp } from "./help.ts";
import { createCancel } from "./jobs/cancel.ts";
import { createRetry } from "./jobs/retry.ts";
import { createStatus } from "./jobs/status.ts";
import { createMore } from "./more.ts";
import { withPlaceDefaults } from "./place/defaults.ts";
import type { PlaceDeps } from "./place/deps.ts";
import { createPrivacy } from "./place/privacy.ts";
import { createSettings } from "./place/settings.ts";
import { createRate } from "./rate.ts";
import { createReport } from "./report.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { createSummarize } from "./summarize.ts";
import { createTranscript } from "./transcript.ts";

/** Every command there is: a list in plain sight, so that none is lost to a file's name. */
export function createCommands(deps: CommandDeps): readonly CommandDefinition[] {
  return [
    withPlaceDefaults(createSummarize(deps), deps.store.places),
    withPlaceDefaults(createAsk(deps), deps.store.places),
    createFind(deps),
    createFrame(deps),
    createClip(deps),
    createTranscript(deps),
    createDetails(deps),
    createMore(deps),
    createAs(deps),
    createReport(deps),
    createForget(deps),
    createRate(deps),
    createHelp(),
  ];
}

/** What a person can do with jobs; there are none in a terminal. */
export function createJobCommands(
  jobControl: JobControl,
  places: Pick<Places, "of">,
): readonly CommandDefinition[] {
  return [createStatus(jobControl, places), createCancel(jobControl), createRetry(jobControl)];
}

/** What a person can do with a channel or server; a terminal is neither. */
export function createPlaceCommands(deps: PlaceDeps): readonly CommandDefinition[] {
  return [createSettings(deps), createPrivacy(deps)];
}
