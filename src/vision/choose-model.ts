import type { ListedModel } from "./listed-models.ts";

const namesOf = ({ id, aliases }: ListedModel) => [id, ...aliases];

/** Any spelling: Qwen/Qwen3-VL-2B-Instruct, qwen3-vl:2b-instruct, Qwen3VL-2B-Instruct-Q4_K_M.gguf. */
export function isQwen3Vl(model: ListedModel): boolean {
  return namesOf(model).some((name) => /qwen[-_. ]?3[-_. ]?vl/i.test(name) && !/embed|rerank/i.test(name));
}

/** The Instruct model is what the prompts are made for; a thinking one may hide its JSON among its thoughts. */
export function preferredQwen(models: readonly ListedModel[]): ListedModel | undefined {
  const seeing = models.filter(isQwen3Vl);
  const named = (word: RegExp) => (model: ListedModel) => namesOf(model).some((name) => word.test(name));
  return seeing.find(named(/instruct/i)) ?? seeing.find((model) => !named(/think/i)(model)) ?? seeing[0];
}

export function findByName(models: readonly ListedModel[], name: string): ListedModel | undefined {
  return models.find((model) => namesOf(model).includes(name));
}
