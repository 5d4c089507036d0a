import type { Route } from "@/lib/simulator/exchange";
import { invalidParameter } from "@/lib/simulator/failures";
import { jsonReply } from "@/lib/simulator/http/reply";
import { listedModels } from "@/lib/simulator/model-catalogue";

const types = ["text", "image", "audio", "video"];
const subTypes = [
  "chat",
  "embedding",
  "reranker",
  "text-to-image",
  "image-to-image",
  "speech-to-text",
  "text-to-speech",
  "text-to-video",
  "image-to-video",
];

/** GET /models: ids and nothing else; answers with an empty balance too (notes.md section 1). */
export const listModels: Route = {
  method: "GET",
  path: "/v1/models",
  handle: ({ url, faults }) => {
    const type = url.searchParams.get("type");
    const subType = url.searchParams.get("sub_type");
    if (type !== null && !types.includes(type)) return invalidParameter(`type: unknown value "${type}"`);
    if (subType !== null && !subTypes.includes(subType)) {
      return invalidParameter(`sub_type: unknown value "${subType}"`);
    }
    const { modelsAdded, modelsRemoved } = faults.answer;
    const ids = listedModels
      .filter(
        (model) => (type === null || model.type === type) && (subType === null || model.sub_type === subType),
      )
      .map((model) => model.id)
      .filter((id) => !modelsRemoved.includes(id));
    return jsonReply({
      object: "list",
      data: [...ids, ...modelsAdded].map((id) => ({ id, object: "model", created: 0, owned_by: "" })),
    });
  },
};
