import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import { readFailure } from "../errors.ts";

/** Why Slack did not take a file. */
export type UploadFault = keyof Catalogue["slack"]["uploadFaults"];

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal and files.completeUploadExternal. */
const FAULTS: Readonly<Record<string, UploadFault>> = {
  storage_limit_reached: "storage-full",
  file_uploads_disabled: "uploads-off",
  file_uploads_except_images_disabled: "type-blocked",
  file_type_not_allowed: "type-blocked",
  file_upload_size_restricted: "too-large",
  missing_scope: "no-permission",
};

/** Why files did not go up. Null for what is no failure of Slack's. */
export function uploadFault(error: unknown): UploadFault | null {
  const failure = readFailure(error);
  if (!failure) return null;
  if (failure.kind !== "refused") return "unreachable";
  return (Object.hasOwn(FAULTS, failure.reason) && FAULTS[failure.reason]) || "refused";
}
