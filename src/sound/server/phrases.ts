/**
 * What speech models are known to write where no one speaks: ends of videos, credits of subtitles, greetings. People say some of
 * them too, so that they count only where hardly any speech was detected. Lower case, without punctuation.
 */
const WHOLE = [
  ..."thank you|thanks|thank you very much|thank you so much|thanks for watching|thank you for watching".split(
    "|",
  ),
  ..."thank you for watching this video|thank you so much for watching|thanks for listening|bye|bye bye".split(
    "|",
  ),
  ..."please subscribe|please subscribe to my channel|like and subscribe|see you next time".split("|"),
  ..."see you in the next video|you|yeah|okay|oh|hmm|music|applause|laughter|silence|foreign|the end".split(
    "|",
  ),
  ..."i ll see you in the next video|don t forget to subscribe|so|uh|um|blank audio|no speech".split("|"),
  // German
  ..."vielen dank|vielen dank fürs zuschauen|danke fürs zuschauen|das war s|bis zum nächsten mal|tschüss".split(
    "|",
  ),
  // French
  ..."merci|merci d avoir regardé|merci d avoir regardé cette vidéo|abonnez vous|à bientôt".split("|"),
  // Spanish, Portuguese, Italian
  ..."gracias|gracias por ver|gracias por ver el video|gracias por ver el vídeo|suscríbete|hasta luego".split(
    "|",
  ),
  ..."obrigado|obrigada|obrigado por assistir|inscreva se no canal|grazie|grazie a tutti".split("|"),
  ..."grazie per la visione|grazie per aver guardato il video".split("|"),
  // Russian, Ukrainian
  ..."спасибо за просмотр|продолжение следует|спасибо|подписывайтесь на канал|дякую за перегляд".split("|"),
  // Indonesian, Malay, Vietnamese, Turkish, Polish, Dutch
  ..."terima kasih|terima kasih telah menonton|terima kasih kerana menonton".split("|"),
  ..."cảm ơn các bạn đã theo dõi|hẹn gặp lại|izlediğiniz için teşekkürler|teşekkürler".split("|"),
  ..."dziękuję|dziękuję za oglądanie|dziękuję za uwagę|bedankt voor het kijken|dank u wel|tack för att ni tittade".split(
    "|",
  ),
  // Arabic, Hindi
  ..."شكرا|شكرا للمشاهدة|اشتركوا في القناة|धन्यवाद".split("|"),
  // Chinese, Japanese, Korean
  ..."谢谢|谢谢大家|谢谢观看|感谢观看|感谢您的观看|請訂閱|謝謝|謝謝觀看|謝謝大家|下次再见|音乐".split("|"),
  ..."ご視聴ありがとうございました|ご視聴ありがとうございます|ありがとうございました|おやすみなさい|チャンネル登録お願いします".split(
    "|",
  ),
  ..."시청해주셔서 감사합니다|시청해 주셔서 감사합니다|감사합니다|구독과 좋아요 부탁드립니다".split("|"),
] as const;

/** Credits of subtitles; the names in them differ. */
const BEGINNINGS = [
  ..."subtitles by|subtitled by|captions by|captioned by|transcription by|transcribed by|translated by".split(
    "|",
  ),
  ..."untertitel von|untertitel im auftrag|untertitelung|untertitel der amara|copyright wdr|swr 20".split(
    "|",
  ),
  ..."sous titres par|sous titrage|sous titres réalisés|subtítulos por|subtítulos realizados".split("|"),
  ..."legendas pela|legenda por|sottotitoli creati|sottotitoli a cura|sottotitoli e revisione".split("|"),
  ..."teksting av|tekstet av|textning|undertexter från|ondertiteling|ondertiteld door|napisy stworzone".split(
    "|",
  ),
  ..."субтитры сделал|субтитры создавал|субтитры подогнал|редактор субтитров|корректор".split("|"),
  ..."altyazı|字幕由|字幕by|字幕志愿者|字幕製作|中文字幕|明镜需要您的支持|请不吝点赞|請不吝點讚".split("|"),
  ..."amara org|www mooji org".split("|"),
] as const;

const KNOWN: ReadonlySet<string> = new Set(WHOLE);

/** Whether a speech model writes this where no one speaks. */
export function isSaidToSilence(text: string): boolean {
  const plain = plainWords(text);
  return plain === "" || KNOWN.has(plain) || BEGINNINGS.some((beginning) => plain.startsWith(beginning));
}

/** Letters, their marks and digits of all scripts, in lower case; anything else is a space. */
export function plainWords(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
