type Body = Readonly<Record<string, unknown>>;

/** How a kind of server takes pictures and texts. */
export interface EmbeddingForm {
  readonly name: string;
  /** Of one request. */
  readonly pictures: number;
  readonly ofPictures: (jpegs: readonly Buffer[]) => Body;
  readonly ofText: (text: string) => Body;
}

/** What Qwen3-VL-Embedding was trained with; CLIP and SigLIP refuse words beside a picture. */
const INSTRUCTION = "Represent the given image.";
/** Infinity takes many pictures in one request; these are a few megabytes. */
const LARGEST_BATCH = 16;

/** vLLM makes one prompt, and so one vector, of all messages. */
const asMessages = (content: readonly Body[]): Body => ({ messages: [{ role: "user", content }] });
const image = (jpeg: Buffer | undefined): Body => ({ type: "image_url", image_url: { url: urlOf(jpeg) } });
const words = (text: string): Body => ({ type: "text", text });

/** In the order in which they are tried; the first that is proven is kept. */
export const FORMS: readonly EmbeddingForm[] = [
  {
    name: "messages",
    pictures: 1,
    ofPictures: ([jpeg]) => asMessages([image(jpeg)]),
    ofText: (text) => ({ input: text }),
  },
  {
    name: "instruction",
    pictures: 1,
    ofPictures: ([jpeg]) => asMessages([image(jpeg), words(INSTRUCTION)]),
    ofText: (text) => asMessages([words(text)]),
  },
  {
    name: "modality",
    pictures: LARGEST_BATCH,
    ofPictures: (jpegs) => ({ input: jpegs.map(urlOf), modality: "image" }),
    ofText: (text) => ({ input: [text], modality: "text" }),
  },
];

function urlOf(jpeg: Buffer | undefined): string {
  return `data:image/jpeg;base64,${(jpeg ?? Buffer.alloc(0)).toString("base64")}`;
}
