import type { EvalCase } from "../case.ts";
import type { Outcome } from "../outcome.ts";
import { counted, type Tally } from "./tally.ts";
import { meets } from "./words.ts";

interface Asked {
  readonly question: EvalCase["questions"][number];
  readonly answer: Outcome["answers"][number];
}

function asked({ questions }: EvalCase, { answers }: Outcome): Asked[] {
  return questions.flatMap((question) => {
    const answer = answers.find((one) => one.question === question.text);
    return answer ? [{ question, answer }] : [];
  });
}

/** Questions that the video answers: the right words, and a moment within the stretch where that is known. */
export function answeredRight(truth: EvalCase, outcome: Outcome): Tally {
  const answerable = asked(truth, outcome).filter(({ question }) => question.answer !== null);
  return counted(answerable, ({ question: { answer: words, at }, answer }) => {
    if (!words || !meets(answer.text, words)) return false;
    const times = [...answer.moments, ...answer.quotes.map(({ start }) => start)];
    return !at || times.some((time) => time >= at.start && time < at.end);
  });
}

/** Questions that it does not answer: the right answer is that it does not tell. A failure is no refusal. */
export function refusedRight(truth: EvalCase, outcome: Outcome): Tally {
  const unanswerable = asked(truth, outcome).filter(({ question }) => question.answer === null);
  return counted(unanswerable, ({ answer }) => answer.text === "" && answer.failure === undefined);
}
