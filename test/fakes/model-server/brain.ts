import { answerBrain } from "./answer-brain.ts";
import { eventsBrain } from "./events-brain.ts";
import { minutesBrain } from "./minutes-brain.ts";
import { outlineBrain } from "./outline-brain.ts";
import {
  actsBrain,
  asksForKeyframes,
  fewBrain,
  keyframesBrain,
  namesBrain,
  notesBrain,
} from "./prompts-brain.ts";
import type { SeenRequest } from "./seen-request.ts";
import { slidesBrain } from "./slides-brain.ts";
import { stepsBrain } from "./steps-brain.ts";
import { summaryBrain } from "./summary-brain.ts";
import { textsBrain } from "./texts-brain.ts";

/** What the double says about what it sees. Throwing makes the server answer 500 with the message. */
export type Brain = (request: SeenRequest) => string;

/** A brain that may be kept waiting, for what a test has to see before the model has spoken. */
export type Mind = (request: SeenRequest) => string | Promise<string>;

const BY_SCHEMA: Readonly<Record<string, Brain>> = {
  summary: summaryBrain,
  outline: outlineBrain,
  slides: slidesBrain,
  answer: answerBrain,
  "answer-from-texts": textsBrain,
  minutes: minutesBrain,
  steps: stepsBrain,
  events: eventsBrain,
  "five-acts": actsBrain,
  "few-fields": fewBrain,
  "part-names": namesBrain,
  "frame-notes": notesBrain,
};

/** Answers by the schema's name; without a schema, in lines where these are asked for, else says which colours it sees. */
export const seeingBrain: Brain = (request) => {
  if (request.schema === null) {
    if (asksForKeyframes(request)) return keyframesBrain(request);
    const colours = request.frames.map(({ colour }) => colour).join(", ");
    return `I see ${request.frames.length} pictures: ${colours}.`;
  }
  const brain = BY_SCHEMA[request.schema.name];
  if (!brain) throw new Error(`the model double has no answer to the schema "${request.schema.name}"`);
  return brain(request);
};
