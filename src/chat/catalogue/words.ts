import type { ErrorCode, ErrorDetails } from "../../errors.ts";
import type { ProgressStep } from "../message.ts";
import type { SlackWords } from "./slack-words.ts";
