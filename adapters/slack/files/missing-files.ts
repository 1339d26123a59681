import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { OutgoingFile } from "../../../src/chat/message.ts";
import { isPicture } from "../render/pieces.ts";
import type { UploadFault } from "../web/upload-fault.ts";

/** Names the files that Slack did not take, and why. Pictures have internal names, so they are counted instead. */
export function missingSentence(files: readonly OutgoingFile[], why: UploadFault, locale: string): string {
  const names = files.filter((file) => !isPicture(file)).map(({ name }) => name);
  const { slack } = catalogueFor(locale);
  return slack.filesMissing({ names, pictures: files.length - names.length }, slack.uploadFaults[why]);
}
