import type { FakeBlock } from "./world.ts";

interface Text {
  readonly type: "plain_text" | "mrkdwn";
  readonly text: string;
  readonly verbatim?: boolean;
}

export interface FakeCard {
  readonly hero_image?: FakeBlock;
  readonly title?: Text;
  readonly body?: Text;
  readonly actions?: readonly {
    readonly type: string;
    readonly action_id: string;
    readonly value?: string;
    readonly text: Text;
    readonly accessibility_label?: string;
  }[];
}

/** The cards of a carousel, which has passed the rules; none of any other block. */
export function cardsOf({ type, elements }: FakeBlock): readonly FakeCard[] {
  return type === "carousel" ? (elements as readonly FakeCard[]) : [];
}
