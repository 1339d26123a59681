import type { ListedModel } from "./listed-models.ts";

type Named = Pick<ListedModel, "id" | "aliases">;

const namesOf = ({ id, aliases }: Named) => [id, ...aliases];

/** Any spelling: Qwen/Qwen3-VL-2B-Instruct, qwen3-vl:2b-instruct, Qwen3VL-2B-Instruct-Q4_K_M.gguf. */
export function isQwen3Vl(model: Named): boolean {
  return namesOf(model).some((name) => /qwen[-_. ]?3[-_. ]?vl/i.test(name) && !/embed|rerank/i.test(name));
}

/** What other models that see pictures are called; the newer Qwen all do. A wrong guess is found out by the first proof. */
const SEEING = [
  /qwen[-_. ]?3\.[5-9]/i,
  /(?:^|[-_./: \d])vl(?:$|[-_.: \d])|vision|omni/i,
  /gemma[-_. ]?(?:3(?!n|[^\d]*(?:270m|[^\d]1b))|4)/i,
  /internvl|llava|minicpm[-_. ]?v|pixtral|smolvlm|moondream|molmo|idefics/i,
  /mistral[-_. ]?small[-_. ]?3\.[12]/i,
];
const NOT_FOR_CHAT = /embed|rerank|guard|reward/i;

function seesPictures(model: Named): boolean {
  const names = namesOf(model);
  const isForChat = !names.some((name) => NOT_FOR_CHAT.test(name));
  return isForChat && names.some((name) => SEEING.some((pattern) => pattern.test(name)));
}

/** The best of those that see pictures: Qwen3-VL, its successors, any other. */
export function preferredSeeing(models: readonly ListedModel[]): ListedModel | undefined {
  const seeing = models.filter(seesPictures);
  const isQwen = ({ id }: ListedModel) => /qwen/i.test(id);
  return preferredQwen(models) ?? seeing.find(isQwen) ?? seeing[0];
}

/** The Instruct model is what the prompts are made for; a thinking one may hide its JSON among its thoughts. */
function preferredQwen(models: readonly ListedModel[]): ListedModel | undefined {
  const seeing = models.filter(isQwen3Vl);
  const named = (word: RegExp) => (model: ListedModel) => namesOf(model).some((name) => word.test(name));
  return seeing.find(named(/instruct/i)) ?? seeing.find((model) => !named(/think/i)(model)) ?? seeing[0];
}

export function findByName(models: readonly ListedModel[], name: string): ListedModel | undefined {
  return models.find((model) => namesOf(model).includes(name));
}
