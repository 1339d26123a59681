import type { CommandDefinition, OptionDefinition } from "../../../src/chat/command.ts";
import { inEveryLanguage } from "../../../src/chat/locales/locales.ts";

const phrase = (en: string, zh: string) => ({ ...inEveryLanguage(() => en), "zh-Hans": zh });

function command(
  name: string,
  description: CommandDefinition["description"],
  options: readonly OptionDefinition[] = [],
  needsVideo = false,
): CommandDefinition {
  return { name, description, needsVideo, isJob: true, options, run: async () => undefined };
}

const text = (name: string, en: string, zh: string, required = false): OptionDefinition => ({
  name,
  type: "string",
  description: phrase(en, zh),
  ...(required && { required }),
});

/** Commands in the shape of the product's, which do nothing: the adapter hands them over and no more. */
export const commands: readonly CommandDefinition[] = [
  command(
    "summarize",
    phrase("Summarise a video with keyframes", "用关键帧概括视频"),
    [
      text("from", "Start here, such as 1:20", "从这里开始，例如 1:20"),
      text("to", "Stop here, such as 5:00", "到这里为止，例如 5:00"),
      {
        name: "keyframes",
        type: "integer",
        min: 3,
        max: 10,
        description: phrase("Most keyframes to show", "最多显示多少个关键帧"),
      },
      {
        name: "detail",
        type: "string",
        description: phrase("How much detail", "详细程度"),
        choices: [
          { value: "brief", label: phrase("Brief", "简略") },
          { value: "full", label: phrase("Full", "详尽") },
        ],
      },
      text("language", "Language of the summary", "摘要的语言"),
    ],
    true,
  ),
  command("ask", phrase("Ask about the video", "询问视频内容"), [
    text("question", "What you want to know", "你想知道什么", true),
  ]),
  command("frame", phrase("Show the picture at a time", "显示某一刻的画面"), [
    text("at", "The time, such as 1:23", "时间，例如 1:23", true),
  ]),
  command("status", phrase("Say how far the work is", "查看进度")),
  command("cancel", phrase("Stop the work", "停止")),
  command("retry", phrase("Try again", "再试一次")),
  command("forget", phrase("Forget the video of this thread", "忘记这里的视频")),
  command("help", phrase("Say what I can do", "查看我会做什么")),
];
