import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { z } from "zod";
import { CuepointError, type ErrorDetails } from "../../errors.ts";
import { ReplyTooLong } from "../../http/server-access.ts";
import { safeError, systemCode } from "../../util/safe-error.ts";
import { isLoading, saysOverflow, saysTextOnly } from "./server-messages.ts";

const PAYLOAD_TOO_LARGE = 413;
/** Waiting, locked, busy: what the client has tried again in vain although the status is 4xx. */
const TRANSIENT = [408, 409, 429];

const errorBody = z.object({
  message: z.string().catch(""),
  type: z.string().nullish().catch(null),
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  n_prompt_tokens: z.number().optional().catch(undefined),
  n_ctx: z.number().optional().catch(undefined),
});
type ErrorBody = z.infer<typeof errorBody>;

function bodyOf(error: APIError): ErrorBody {
  const parsed = errorBody.safeParse(error.error);
  return parsed.success ? parsed.data : { message: error.message };
}

function overflowDetails(body: ErrorBody): ErrorDetails<"model-overflow"> {
  return {
    ...(body.n_prompt_tokens !== undefined && { promptTokens: body.n_prompt_tokens }),
    ...(body.n_ctx !== undefined && { contextTokens: body.n_ctx }),
  };
}

/** An error the server reported, by status or, once the stream has begun, by an event in it. */
function reportedError(error: APIError): CuepointError {
  const body = bodyOf(error);
  const status = error.status ?? (typeof body.code === "number" ? body.code : 500);
  const cause = safeError(error, [status, body.type, body.code]);
  const said = `${body.message} ${body.type ?? ""} ${body.code ?? ""}`;
  if (isLoading(status, said)) return new CuepointError("model-loading", {}, cause);
  if (saysTextOnly(said)) return new CuepointError("model-text-only", {}, cause);
  if (status === PAYLOAD_TOO_LARGE || saysOverflow(said)) {
    return new CuepointError("model-overflow", overflowDetails(body), cause);
  }
  const code = status >= 500 || TRANSIENT.includes(status) ? "model-unreachable" : "model-refused";
  return new CuepointError(code, { status }, cause);
}

/** Turns whatever the client or the platform throws into a coded error without the key or the request in it. */
export function asModelError(error: unknown): CuepointError {
  if (error instanceof CuepointError) return error;
  const code = systemCode(error);
  const cause = safeError(error);
  if (error instanceof ReplyTooLong || error instanceof SyntaxError) {
    return new CuepointError("model-garbled", {}, cause);
  }
  const timedOut = error instanceof APIConnectionTimeoutError || code?.endsWith("_TIMEOUT") === true;
  if (timedOut) return new CuepointError("model-timeout", {}, cause);
  if (error instanceof APIConnectionError) return new CuepointError("model-unreachable", {}, cause);
  if (error instanceof APIError) return reportedError(error);
  // A connection that breaks in the middle of a body surfaces as the platform's own error, with a code.
  return new CuepointError(code === undefined ? "unexpected" : "model-unreachable", {}, cause);
}
