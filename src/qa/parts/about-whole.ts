/** Between letters of a language with blanks between its words. */
const whole = (pattern: string) => String.raw`(?<!\p{L})(?:${pattern})(?!\p{L})`;

/** What can only be told from all of a video: how often, the first time, what changes from one end to the other. */
const ACROSS = [
  "how often|how many times|compare[ds]?|comparison|differences? between|in common|throughout|over time|for the first time|for the last time|(?:first|last) (?:appear|seen?|shown|mention|show|come)\\p{L}*|(?:appear|see|seen|mention|mentioned|shown?|come)\\p{L}* (?:for the )?first|(?:the )?(?:whole|entire) (?:video|film|recording|meeting|lecture|talk)|beginning and (?:the )?end|start and (?:the )?end|from (?:beginning|start) to (?:end|finish)|main (?:topics?|points?|themes?)|(?:summari[sz]e|sum up) (?:the |this )?(?:video|film|recording|meeting|lecture|talk|whole)\\p{L}*|what is (?:the|this) (?:video|film|recording|meeting|lecture|talk) about",
  "wie oft|wie viele male|vergleich\\p{L}*|unterschiede? zwischen|zum ersten mal|zum letzten mal|(?:das )?(?:ganze|gesamte) (?:video|treffen)|(?:den )?(?:ganzen|gesamten) (?:film|vortrag)|anfang und (?:das )?ende|hauptthemen|worum geht es(?: in dem| im)? (?:video|film|vortrag)",
  "combien de fois|compare[zr]?|comparaison|différences? entre|(?:la |pour la )?première fois|(?:la |pour la )?dernière fois|toute la vidéo|tout le film|début et (?:à )?la fin|thèmes principaux|de quoi parle (?:la vidéo|le film)",
  "cuántas veces|con qué frecuencia|compar[ae]r?|comparación|diferencias? entre|(?:la |por )primera vez|(?:la |por )última vez|todo el (?:video|vídeo)|principio y (?:el )?final|temas principales|de qué trata (?:el|la) (?:video|vídeo|película)",
].map(whole);
const ACROSS_CHINESE =
  "多少次|几次|幾次|多久一次|比较|比較|对比|對比|区别|首次|第一次|最后一次|最後一次|整个视频|整個影片|全片|开头和结尾|開頭和結尾|始终|主要内容|主题是什么|视频讲了什么|总结(?:一下)?(?:整个|这个)?视频";
const across = new RegExp([...ACROSS, ACROSS_CHINESE].join("|"), "iu");

/** Whether a question is about all of a video, and not about one place in it. */
export function isAboutWhole(question: string): boolean {
  return across.test(question.replace(/\s+/g, " "));
}

const SUMMARY = new RegExp(
  [
    ...[
      "summari[sz]e|summary|sum up|what happens|what is .{0,20}about|tell me about",
      "zusammenfass\\p{L}*|fasse .{0,60}zusammen|was passiert|worum geht",
      "résum\\p{L}*|que se passe|de quoi parle",
      "resum\\p{L}*|qué pasa|qué ocurre|de qué trata",
    ].map(whole),
    "总结|概括|概述|發生了什麼|发生了什么|讲了什么|講了什麼",
  ].join("|"),
  "iu",
);

/** Whether it wants to be told what happens, and no detail of it. */
export function wantsSummary(question: string): boolean {
  return SUMMARY.test(question.replace(/\s+/g, " "));
}
