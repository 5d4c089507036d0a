import { appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { mediaKinds } from "@/lib/models/media-model";
import { services } from "@/lib/services/server/services";

/** The models of a type: `image`, `video`, `speech`, `transcription`, `embedding` or `reranker`; without one, those for chat. */
function listOf(type: string | null) {
  const { models } = services();
  if (type === null) return models.chatModels();
  if (type === "speech") return models.speechModels();
  if (type === "transcription") return models.transcriptionModels();
  if (type === "embedding") return models.embeddingModels();
  if (type === "reranker") return models.rerankers();
  const kind = mediaKinds.find((known) => known === type);
  return kind ? models.mediaModels(kind) : err(appError("bad-request", { field: "type" }));
}

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/models",
    door: "browser",
    handle: async ({ url }) => {
      const list = await listOf(url.searchParams.get("type"));
      return list.ok ? ok({ kind: "json", body: list.value }) : list;
    },
  }),
);
