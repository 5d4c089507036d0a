import "server-only";
import { z } from "zod";
import { appError } from "@/lib/core/app-error";
import { ok } from "@/lib/core/result";
import { defineRoute, defineUploadRoute, type Route } from "@/lib/http/server/define-route";
import { errorReply } from "@/lib/http/server/envelope";
import { createRouteTable } from "@/lib/http/server/route-table";
import type { BlobStore } from "@/lib/media/server/blob-store";
import type { MediaLinks } from "@/lib/media/server/media-links";
import { givePublicMedia } from "@/lib/media/server/public-media";
import { operations } from "@/lib/siliconflow/operations";
import { relayImageEdits } from "./image-edits";
import type { ModelOffer } from "./model-offer";
import { answerWithPictures } from "./picture-chat";
import { gatewayBatchSchema, listBatches, relayBatch, relayBatchById } from "./relay-batches";
import { gatewayChatSchema, gatewayCompletionSchema, relayAnswer, relayChat } from "./relay-chat";
import { type CountedFiles, giveFile, giveFileContent, listFiles, relayUpload } from "./relay-files";
import { gatewayImagesSchema, type PictureParts, relayImages } from "./relay-images";
import { messagesRoutes } from "./relay-messages";
import { relayModel, relayModels } from "./relay-models";
import { gatewaySpeechSchema, relaySpeech, relayTranscription } from "./relay-sound";
import { gatewayEmbeddingsSchema, gatewayRerankSchema, relayEmbeddings, relayRerank } from "./relay-vectors";
import {
  createVideo,
  gatewayVideoSchema,
  gatewayVideoStatusSchema,
  giveVideo,
  giveVideoContent,
  relayVideoStatus,
  relayVideoSubmit,
  type VideoParts,
} from "./relay-videos";
import { relayLookup, relayVoice } from "./relay-voices";

/** All that the client door needs. */
export type ClientDoorParts = PictureParts &
  VideoParts & {
    /** How replies that are made here name the provider. */
    provider: string;
    /** Which models there are for programs. */
    offer: ModelOffer;
    counted: CountedFiles;
    links: MediaLinks;
    results: BlobStore;
    /** The largest file for batches. */
    maxFileBytes: number;
  };

type Parts = () => ClientDoorParts;

/** What a form adds to its file. */
const formBytes = 1024 * 1024;
/** A request with pictures in it, and a recording: SiliconFlow takes 50 MB of one. */
const maxMediaBytes = 64 * 1024 * 1024;

const post = { method: "POST", door: "client" } as const;
const get = { method: "GET", door: "client" } as const;

function answerRoutes(parts: Parts): Route[] {
  return [
    defineRoute({
      ...post,
      path: "/v1/chat/completions",
      body: gatewayChatSchema,
      maxBodyBytes: maxMediaBytes,
      handle: (request) => {
        const model = parts().pictureModel(request.body.model);
        return model ? answerWithPictures(parts(), request, model) : relayChat(parts(), request);
      },
    }),
    defineRoute({
      ...post,
      path: "/v1/completions",
      body: gatewayCompletionSchema,
      handle: (request) => relayAnswer("completions", parts(), request),
    }),
    defineRoute({
      ...post,
      path: "/v1/embeddings",
      body: gatewayEmbeddingsSchema,
      maxBodyBytes: maxMediaBytes,
      handle: (request) => relayEmbeddings(parts(), request),
    }),
    defineRoute({
      ...post,
      path: "/v1/rerank",
      body: gatewayRerankSchema,
      maxBodyBytes: maxMediaBytes,
      handle: (request) => relayRerank(parts(), request),
    }),
  ];
}

function pictureRoutes(parts: Parts): Route[] {
  return [
    defineRoute({
      ...post,
      path: "/v1/images/generations",
      body: gatewayImagesSchema,
      maxBodyBytes: maxMediaBytes,
      handle: (request) => relayImages(parts(), request),
    }),
    defineUploadRoute({
      ...post,
      path: "/v1/images/edits",
      maxBodyBytes: () => maxMediaBytes,
      keepsBody: true,
      handle: (request) => relayImageEdits(parts(), request),
    }),
    defineRoute({
      ...post,
      path: "/v1/video/submit",
      body: gatewayVideoSchema,
      maxBodyBytes: maxMediaBytes,
      handle: (request) => relayVideoSubmit(parts(), request),
    }),
    defineRoute({
      ...post,
      path: "/v1/video/status",
      body: gatewayVideoStatusSchema,
      handle: (request) => relayVideoStatus(parts(), request),
    }),
    defineUploadRoute({
      ...post,
      path: "/v1/videos",
      maxBodyBytes: () => maxMediaBytes,
      keepsBody: true,
      handle: (request) => createVideo(parts(), request),
    }),
    defineRoute({ ...get, path: "/v1/videos/:id", handle: (request) => giveVideo(parts(), request) }),
    defineRoute({
      ...get,
      path: "/v1/videos/:id/content",
      handle: (request) => giveVideoContent(parts(), request),
    }),
    defineRoute({
      method: "GET",
      path: "/v1/media/:id",
      door: "link",
      handle: (request) => givePublicMedia(parts(), request),
    }),
  ];
}

function soundRoutes(parts: Parts): Route[] {
  const { "voices.list": list, "voices.delete": remove } = operations;
  return [
    defineRoute({
      ...post,
      path: "/v1/audio/speech",
      body: gatewaySpeechSchema,
      maxBodyBytes: maxMediaBytes,
      handle: (request) => relaySpeech(parts(), request),
    }),
    defineUploadRoute({
      ...post,
      path: "/v1/audio/transcriptions",
      maxBodyBytes: () => maxMediaBytes,
      keepsBody: true,
      handle: (request) => relayTranscription(parts(), request),
    }),
    defineUploadRoute({
      ...post,
      path: "/v1/uploads/audio/voice",
      maxBodyBytes: () => maxMediaBytes,
      handle: (request) => relayVoice(parts(), request),
    }),
    defineRoute({
      ...get,
      path: "/v1/audio/voice/list",
      handle: (request) => relayLookup(parts(), request, { method: list.method, path: list.path }),
    }),
    defineRoute({
      ...post,
      path: "/v1/audio/voice/deletions",
      body: z.looseObject({ uri: z.string().min(1) }),
      handle: (request) => {
        const { method, path } = remove;
        // What SiliconFlow answers here is not documented; its samples print it as words.
        return relayLookup(parts(), request, { method, path, body: request.bodyText }, "anything");
      },
    }),
  ];
}

function fileRoutes(parts: Parts): Route[] {
  return [
    defineUploadRoute({
      ...post,
      path: "/v1/files",
      maxBodyBytes: () => parts().maxFileBytes + formBytes,
      handle: (request) => relayUpload(parts(), request),
    }),
    defineRoute({ ...get, path: "/v1/files", handle: (request) => listFiles(parts(), request) }),
    defineRoute({ ...get, path: "/v1/files/:id", handle: (request) => giveFile(parts(), request) }),
    defineRoute({
      ...get,
      path: "/v1/files/:id/content",
      handle: (request) => giveFileContent(parts(), request),
    }),
    defineRoute({
      ...post,
      path: "/v1/batches",
      body: gatewayBatchSchema,
      handle: (request) => relayBatch(parts(), request),
    }),
    defineRoute({ ...get, path: "/v1/batches", handle: (request) => listBatches(parts(), request) }),
    defineRoute({
      ...get,
      path: "/v1/batches/:id",
      handle: (request) => relayBatchById("batches.get", parts(), request),
    }),
    defineRoute({
      ...post,
      path: "/v1/batches/:id/cancel",
      handle: (request) => relayBatchById("batches.cancel", parts(), request),
    }),
  ];
}

function listRoutes(parts: Parts): Route[] {
  const { method, path } = operations.account;
  return [
    defineRoute({
      ...get,
      path: "/v1/models",
      handle: (request) => relayModels(parts(), request),
    }),
    defineRoute({
      ...get,
      path: "/v1/models/*id",
      handle: (request) => relayModel(parts(), request),
    }),
    defineRoute({
      ...get,
      path: "/v1/user/info",
      handle: (request) => relayLookup(parts(), request, { method, path }),
    }),
  ];
}

/** Whatever else a program asks for below /v1: no such path, or not in this way. */
function otherwise(routes: readonly Route[], path: string): Route {
  const table = createRouteTable(routes);
  return defineRoute({
    method: "*",
    path,
    door: "client",
    handle: async ({ url }) => {
      const allowed = table.methodsOf(url.pathname).join(", ");
      if (allowed === "") return ok(errorReply("client", appError("not-found")));
      const reply = errorReply("client", appError("method-not-allowed", { detail: `It takes ${allowed}.` }));
      return ok({ ...reply, headers: { ...reply.headers, allow: allowed } });
    },
  });
}

/**
 * Every path below /v1 and who serves it; the last takes what the others do not, so that nothing leaves this table. A path
 * that is not in it reaches nobody.
 */
export function clientRoutes(parts: Parts): readonly Route[] {
  const routes = [
    ...answerRoutes(parts),
    ...messagesRoutes(parts),
    ...pictureRoutes(parts),
    ...soundRoutes(parts),
    ...fileRoutes(parts),
    ...listRoutes(parts),
  ];
  return [...routes, otherwise(routes, "/v1"), otherwise(routes, "/v1/*path")];
}
