import "server-only";

type SpeechFields = {
  model: string;
  voice?: string | { id: string } | null | undefined;
  [field: string]: unknown;
};

/** The name of a voice as SiliconFlow has it: a preset belongs to a model, one's own has an address. */
function fullName(voice: string, model: string): string {
  return voice === "" || voice.includes(":") ? voice : `${model}:${voice}`;
}

/** A request in OpenAI's words, where a voice is named by itself, in SiliconFlow's; nothing when it is in them already. */
export function speechInSiliconFlowsWords(request: SpeechFields): SpeechFields | undefined {
  const { voice, model } = request;
  if (voice == null) return undefined;
  const named = fullName(typeof voice === "string" ? voice : voice.id, model);
  return named === voice ? undefined : { ...request, voice: named };
}
