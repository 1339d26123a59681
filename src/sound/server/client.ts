import type { OpenAI } from "openai";
import pRetry from "p-retry";
import { CuepointError } from "../../errors.ts";
import { createOpenAiClient } from "../../http/openai-client.ts";
import { openAiBaseUrl } from "../../http/server-access.ts";
import type { Logger } from "../../logger.ts";
import type { Clock } from "../../util/clock.ts";
import { startDeadline } from "../../util/timeout.ts";
import type { Piece } from "../piece.ts";
import { type ReadAnswer, readAnswer } from "./answer.ts";
import { formsFor, type RequestForm } from "./forms.ts";
import { baseLanguage } from "./languages.ts";
import { asSpeechError, isPassing, isRefusal, wantedWait } from "./speech-errors.ts";
import type { AnswerForm, HeardPiece, SpeechServer } from "./speech-server.ts";

export interface SpeechServerOptions {
  /** With or without `/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly model: string;
  readonly clock: Clock;
  /** How long one request may take, milliseconds: a slow processor hears no faster than people speak. */
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** Of 28 seconds of speech: some thousand words of JSON, with words and their times ten times that. */
const REPLY_BYTES = { line: 2 ** 22, total: 2 ** 22 };
const RETRIES = 3;
/** Before the first further try, milliseconds; each one after waits twice as long. */
const PAUSE = 500;
const LATE = "speech-timeout";
/** A whisper.cpp server takes all speech for English unless it is told to listen. */
const HEARS_ENGLISH = /^whisper\.cpp/i;

interface Question {
  readonly form: RequestForm;
  /** "en", "auto", or nothing. */
  readonly language: string | null;
}

type Answer = ReadAnswer & { readonly server: string };

/** A speech model behind any server that speaks OpenAI's `/v1/audio/transcriptions`. */
export function createSpeechServer(options: SpeechServerOptions): SpeechServer {
  const { baseUrl, apiKey, model, timeoutMs, logger } = options;
  const client = createOpenAiClient({
    ...{ baseUrl, apiKey, reply: REPLY_BYTES },
    // Ours can be stopped while they wait. The deadline is stricter than the client's own limit.
    ...{ maxRetries: 0, timeoutMs: timeoutMs + 1000 },
  });
  const ask = (piece: Piece, question: Question, signal: AbortSignal) =>
    askPatiently(() => askOnce(client, { piece, model, timeoutMs, ...question }, signal), options, signal);
  const forms = formsFor(model);
  let at = 0;
  let form: AnswerForm | null = null;
  let hearsEnglish = false;

  /** Goes on to the next form where the server refuses one; a form that worked is kept. */
  async function askInAnyForm(piece: Piece, language: string | null, signal: AbortSignal): Promise<Answer> {
    for (let i = at; ; i++) {
      const [current, next] = [forms[i], forms[i + 1]];
      if (!current) throw new CuepointError("speech-refused");
      try {
        const answer = await ask(piece, { form: current, language }, signal);
        at = i;
        form = answer.form;
        return answer;
      } catch (error) {
        if (!next || !isRefusal(error)) throw error;
        logger.info({ model, form: current.response_format }, "the speech server refuses a form of answer");
      }
    }
  }

  async function askInLanguage(piece: Piece, language: string | null, signal: AbortSignal) {
    const wanted = language === null ? null : baseLanguage(language);
    const answer = await askInAnyForm(piece, wanted ?? (hearsEnglish ? "auto" : null), signal);
    if (wanted === null && !hearsEnglish && HEARS_ENGLISH.test(answer.server)) {
      hearsEnglish = true;
      return await askInAnyForm(piece, "auto", signal);
    }
    const said = answer.heard.language;
    if (wanted === null || said === null || baseLanguage(said) === wanted) return answer;
    logger.info({ model, wanted, said }, "the speech server answered in another language");
    return await askInAnyForm(piece, wanted, signal);
  }

  async function hear(piece: Piece, language: string | null, signal: AbortSignal): Promise<HeardPiece> {
    const started = performance.now();
    const ms = () => Math.round(performance.now() - started);
    try {
      const { heard } = await askInLanguage(piece, language, signal);
      logger.debug({ model, piece: piece.index, ms: ms(), lines: heard.lines.length }, "piece heard");
      return heard;
    } catch (error) {
      const fault = signal.aborted ? new CuepointError("cancelled", {}, signal.reason) : asSpeechError(error);
      logger.debug({ model, piece: piece.index, ms: ms(), code: fault.code }, "piece not heard");
      throw fault;
    }
  }

  return { name: model, baseUrl: openAiBaseUrl(baseUrl), form: () => form, hear };
}

/** Tries again what may pass, after the time that the server asks for. */
function askPatiently(
  attempt: () => Promise<Answer>,
  { clock }: SpeechServerOptions,
  signal: AbortSignal,
): Promise<Answer> {
  return pRetry(attempt, {
    ...{ retries: RETRIES, minTimeout: 0, signal },
    shouldRetry: async ({ error, retriesConsumed }) => {
      if (signal.aborted || !isPassing(error)) return false;
      // A server that hangs has had its time; once more is enough.
      if (error instanceof CuepointError && retriesConsumed > 0) return false;
      await clock.wait(wantedWait(error, Date.now()) ?? PAUSE * 2 ** retriesConsumed, signal);
      return true;
    },
  });
}

interface Request extends Question {
  readonly piece: Piece;
  readonly model: string;
  readonly timeoutMs: number;
}

/** One request. Aborting closes its connection at once. */
async function askOnce(
  client: OpenAI,
  { piece, model, form, language, timeoutMs }: Request,
  signal: AbortSignal,
): Promise<Answer> {
  const deadline = startDeadline(timeoutMs, signal, LATE);
  try {
    const { data, response } = await client.audio.transcriptions
      .create(
        {
          file: new File([piece.wav as Uint8Array<ArrayBuffer>], "piece.wav", { type: "audio/wav" }),
          ...{ model, temperature: 0, ...form, ...(language !== null && { language }) },
        },
        { signal: deadline.signal },
      )
      .withResponse();
    return { ...readAnswer(data, piece, model), server: response.headers.get("server") ?? "" };
  } catch (error) {
    throw deadline.verdict() ?? error;
  } finally {
    deadline.end();
  }
}
