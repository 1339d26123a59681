/**
 * Whether a question is about what is said: surely; perhaps, where text in the picture may be meant as well ("what does the
 * sign say?"); or not at all.
 */
export type AboutSpeech = "surely" | "perhaps" | "no";

/** Between letters of a language with blanks between its words. */
const whole = (pattern: string) => String.raw`(?<!\p{L})(?:${pattern})(?!\p{L})`;

/** Words of speaking, of people and of things. */
const SPEAKING = [
  "said|saying|tells|told|spoken|heard?|hears",
  "erwähn(?:t|te|ten|en)|sag(?:t|te|ten|en)|gesagt|spricht|sprachen?|sprechen|gesprochen|redet|reden|geredet|besprochen|diskutiert|erzähl(?:t|te|en)|hört|hören",
  "dit|disent|disait|mentionn(?:e|é|és|ée|ées|ent|er)|parl(?:e|ent|é|er|ait)|évoqu(?:e|é|ée|ent|er)|entend(?:re|u)?",
  "dicen?|dijo|dijeron|dicho|mencion(?:a|an|ó|aron|ado|ar)|habl(?:a|an|ó|aron|ado|ar)|comenta[n]?|comentó|escucha[n]?|oye[n]?",
].map(whole);
const SPEAKING_CHINESE =
  "(?<![请來来说])(?:说(?![说明出一])|說(?![說明出一])|提到|提及|提起|谈到|谈论|谈及|談到|讲(?!一)|講(?!一)|聊到|讨论|討論|听到|聽到)";
/** What slides and whole videos do as well ("what does this video talk about?"). */
const TELLING = String.raw`says?|mention(?:s|ed|ing)?|discuss(?:es|ed|ing)?|explain(?:s|ed)|announce[sd]?|(?:talk(?:s|ed|ing)?|speaks?|spoke|speaking)\s+(?:about|of|on)`;
const PERSON =
  "she|he|they|we|any(?:one|body)|some(?:one|body)|everyone|who|people|man|men|woman|women|speakers?|presenters?|host|guest|narrator|teacher|lecturer|voice";
const TOLD = whole(TELLING);
/** A person who does can only be heard. */
const PERSON_TELLS = whole(String.raw`(?:${PERSON})\s(?:[\p{L}’']+\s){0,3}(?:${TELLING}|explain|announce)`);

/** What has words to read. */
const READABLE = [
  "signs?|slides?|text|screen|captions?|subtitles|labels?|title|page|poster|(?:white|black)?board|letter|notes?|message|shirt|banner|buttons?|menu|error|headline|chart|table|diagram",
  "schild(?:er)?|folien?|text|bildschirm|tafel|titel|seite|plakat|aufschrift|untertitel",
  "panneaux?|diapositives?|diapo|texte|écran|tableau|titre|affiche",
  "cartel|diapositivas?|texto|pantalla|pizarra|título|página",
].map(whole);
/** The video itself says, speaks or tells: a question about the whole, which the pictures may answer. */
const OF_THE_VIDEO = [
  whole(
    String.raw`(?:sagt|erzählt|spricht|dit|parle|dice|habla)\s(?:\p{L}+\s)?(?:video|film|clip|vidéo|vídeo)`,
  ),
  "(?:视频|影片|片子)(?![里中上])[^，。]{0,3}[讲说講說]",
];
const READABLE_CHINESE = "屏幕|螢幕|幻灯片|投影片|文字|标志|牌子|黑板|白板|标题|页面|海报|字幕";

/** What a person asks of the bot, and not about the video: "tell me what is said" still has "said" in it. */
const REQUESTS = [
  whole("(?:mir|uns|bitte)\\s+sagen|sag(?:t|en)?\\s+(?:mir|uns)"),
  whole("(?:have you|you have|ever) heard"),
];

const any = (patterns: readonly string[], flags = "iu") => new RegExp(patterns.join("|"), flags);
const requests = any(REQUESTS, "giu");
const speaking = any([...SPEAKING, SPEAKING_CHINESE, PERSON_TELLS]);
const told = any([TOLD]);
const readable = any([...READABLE, READABLE_CHINESE, ...OF_THE_VIDEO]);
/** Words of a question that tell nothing of what to search for. */
const unsearched = any(
  [
    ...[...SPEAKING, SPEAKING_CHINESE, TOLD],
    whole("videos?|clip|film|vidéo|talks?|talked|speaks?|spoken"),
    "视频|影片|什么时候|有没有",
  ],
  "giu",
);

export function aboutSpeech(question: string): AboutSpeech {
  const words = question.replace(/\s+/g, " ").replace(requests, " ");
  if (speaking.test(words)) return readable.test(words) ? "perhaps" : "surely";
  return told.test(words) ? "perhaps" : "no";
}

/** The question without its words of speaking, which would find every line that tells what a person said. */
export function topicOf(question: string): string {
  return question.replace(requests, " ").replace(unsearched, " ");
}
