import type { EvalCase } from "../case.ts";
import type { FigureName } from "../figures.ts";
import type { Outcome } from "../outcome.ts";
import { answeredRight, refusedRight } from "./answers.ts";
import { eventsFound, eventsInvented, rightStills, timeErrors, toldEvents } from "./events.ts";
import { shotsShown } from "./shots.ts";
import { quoteFidelity, wordsInSilence } from "./speech.ts";
import { share, type Tally } from "./tally.ts";
import { repetition, rightLanguage } from "./texts.ts";
import { writtenRead } from "./written.ts";

const MINUTE = 60;

/** What one outcome adds to each figure. Without a usable summary no event was found, and nothing else is known of its texts. */
export function grade(truth: EvalCase, outcome: Outcome): Readonly<Record<FigureName, Tally>> {
  const { summary, requests, repairs, tokens, ms, seconds } = outcome;
  const segments = summary?.segments ?? [];
  const told = toldEvents(truth, segments);
  const minutes = seconds / MINUTE;
  const nothing = share(0, 0);
  const used = tokens.prompt + tokens.output;
  return {
    eventsFound: eventsFound(told),
    eventsInvented: eventsInvented(truth, segments),
    timeErrorMedian: timeErrors(told),
    timeErrorMost: timeErrors(told),
    rightStill: rightStills(told),
    quoteFidelity: summary ? quoteFidelity(truth, summary) : nothing,
    writtenRead: writtenRead(truth, { segments }),
    wordsInSilence: summary ? wordsInSilence(truth, summary) : nothing,
    answeredRight: answeredRight(truth, outcome),
    refusedRight: refusedRight(truth, outcome),
    heldAtFirst: share(Math.max(0, requests - 2 * repairs), Math.max(0, requests - repairs)),
    repetition: summary ? repetition(summary) : nothing,
    rightLanguage: summary ? rightLanguage(summary) : nothing,
    usable: share(summary ? 1 : 0, 1),
    shotsShown: shotsShown(truth, outcome),
    // A server that does not count has used some all the same.
    tokensAMinute: used > 0 ? share(used, minutes) : nothing,
    secondsAMinute: share(ms.all / 1000, minutes),
  };
}
