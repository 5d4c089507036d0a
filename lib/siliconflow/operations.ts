import type { z } from "zod";
import { userInfoResponseSchema } from "@/lib/siliconflow/schema/account";
import {
  speechRequestSchema,
  transcriptionRequestSchema,
  transcriptionResponseSchema,
} from "@/lib/siliconflow/schema/audio";
import {
  batchCreateRequestSchema,
  batchListQuerySchema,
  batchListResponseSchema,
  batchSchema,
} from "@/lib/siliconflow/schema/batches";
import {
  chatCompletionChunkSchema,
  chatCompletionRequestSchema,
  chatCompletionResponseSchema,
} from "@/lib/siliconflow/schema/chat";
import {
  completionChunkSchema,
  completionRequestSchema,
  completionResponseSchema,
} from "@/lib/siliconflow/schema/completions";
import { embeddingsRequestSchema, embeddingsResponseSchema } from "@/lib/siliconflow/schema/embeddings";
import {
  fileListQuerySchema,
  fileListResponseSchema,
  fileUploadRequestSchema,
  fileUploadResponseSchema,
} from "@/lib/siliconflow/schema/files";
import { imageGenerationRequestSchema, imageGenerationResponseSchema } from "@/lib/siliconflow/schema/images";
import {
  messagesRequestSchema,
  messagesResponseSchema,
  messagesStreamEventSchema,
} from "@/lib/siliconflow/schema/messages";
import { modelListQuerySchema, modelListResponseSchema } from "@/lib/siliconflow/schema/models";
import { rerankRequestSchema, rerankResponseSchema } from "@/lib/siliconflow/schema/rerank";
import {
  videoStatusRequestSchema,
  videoStatusResponseSchema,
  videoSubmitRequestSchema,
  videoSubmitResponseSchema,
} from "@/lib/siliconflow/schema/video";
import {
  voiceDeleteRequestSchema,
  voiceDeleteResponseSchema,
  voiceListResponseSchema,
  voiceUploadFormSchema,
  voiceUploadJsonSchema,
  voiceUploadResponseSchema,
} from "@/lib/siliconflow/schema/voices";

/** What is known of one operation; schemas that do not apply are null. */
type OperationEntry = {
  /** Its name in `upstream/openapi.yaml`. */
  operationId: string;
  method: "GET" | "POST";
  /** Below the base URL, which ends in `/v1`. A part in braces is replaced by an id. */
  path: `/${string}`;
  requestKind: "none" | "json" | "multipart";
  /** The body. */
  request: z.ZodType | null;
  /** The same body as JSON, where a multipart operation takes that too. */
  requestJson?: z.ZodType;
  query: z.ZodType | null;
  /** `json-or-sse` streams when the request says `stream: true`. A failure is never binary. */
  replyKind: "json" | "json-or-sse" | "binary";
  /** The JSON reply. */
  response: z.ZodType | null;
  /** One frame of the stream. */
  event: z.ZodType | null;
};

/** Everything that SiliconFlow offers, compared with its contract by `operations.test.ts`. */
export const operations = {
  "chat.completions": {
    operationId: "createChatCompletion",
    method: "POST",
    path: "/chat/completions",
    requestKind: "json",
    request: chatCompletionRequestSchema,
    query: null,
    replyKind: "json-or-sse",
    response: chatCompletionResponseSchema,
    event: chatCompletionChunkSchema,
  },
  messages: {
    operationId: "createMessage",
    method: "POST",
    path: "/messages",
    requestKind: "json",
    request: messagesRequestSchema,
    query: null,
    replyKind: "json-or-sse",
    response: messagesResponseSchema,
    event: messagesStreamEventSchema,
  },
  completions: {
    operationId: "createCompletion",
    method: "POST",
    path: "/completions",
    requestKind: "json",
    request: completionRequestSchema,
    query: null,
    replyKind: "json-or-sse",
    response: completionResponseSchema,
    event: completionChunkSchema,
  },
  embeddings: {
    operationId: "createEmbedding",
    method: "POST",
    path: "/embeddings",
    requestKind: "json",
    request: embeddingsRequestSchema,
    query: null,
    replyKind: "json",
    response: embeddingsResponseSchema,
    event: null,
  },
  rerank: {
    operationId: "createRerank",
    method: "POST",
    path: "/rerank",
    requestKind: "json",
    request: rerankRequestSchema,
    query: null,
    replyKind: "json",
    response: rerankResponseSchema,
    event: null,
  },
  "images.generations": {
    operationId: "createImage",
    method: "POST",
    path: "/images/generations",
    requestKind: "json",
    request: imageGenerationRequestSchema,
    query: null,
    replyKind: "json",
    response: imageGenerationResponseSchema,
    event: null,
  },
  "video.submit": {
    operationId: "submitVideo",
    method: "POST",
    path: "/video/submit",
    requestKind: "json",
    request: videoSubmitRequestSchema,
    query: null,
    replyKind: "json",
    response: videoSubmitResponseSchema,
    event: null,
  },
  "video.status": {
    operationId: "getVideoStatus",
    method: "POST",
    path: "/video/status",
    requestKind: "json",
    request: videoStatusRequestSchema,
    query: null,
    replyKind: "json",
    response: videoStatusResponseSchema,
    event: null,
  },
  "audio.speech": {
    operationId: "createSpeech",
    method: "POST",
    path: "/audio/speech",
    requestKind: "json",
    request: speechRequestSchema,
    query: null,
    replyKind: "binary",
    response: null,
    event: null,
  },
  "audio.transcriptions": {
    operationId: "createTranscription",
    method: "POST",
    path: "/audio/transcriptions",
    requestKind: "multipart",
    request: transcriptionRequestSchema,
    query: null,
    replyKind: "json",
    response: transcriptionResponseSchema,
    event: null,
  },
  "voices.upload": {
    operationId: "uploadVoice",
    method: "POST",
    path: "/uploads/audio/voice",
    requestKind: "multipart",
    request: voiceUploadFormSchema,
    requestJson: voiceUploadJsonSchema,
    query: null,
    replyKind: "json",
    response: voiceUploadResponseSchema,
    event: null,
  },
  "voices.list": {
    operationId: "listVoices",
    method: "GET",
    path: "/audio/voice/list",
    requestKind: "none",
    request: null,
    query: null,
    replyKind: "json",
    response: voiceListResponseSchema,
    event: null,
  },
  "voices.delete": {
    operationId: "deleteVoice",
    method: "POST",
    path: "/audio/voice/deletions",
    requestKind: "json",
    request: voiceDeleteRequestSchema,
    query: null,
    replyKind: "json",
    response: voiceDeleteResponseSchema,
    event: null,
  },
  "files.upload": {
    operationId: "uploadFile",
    method: "POST",
    path: "/files",
    requestKind: "multipart",
    request: fileUploadRequestSchema,
    query: null,
    replyKind: "json",
    response: fileUploadResponseSchema,
    event: null,
  },
  "files.list": {
    operationId: "listFiles",
    method: "GET",
    path: "/files",
    requestKind: "none",
    request: null,
    query: fileListQuerySchema,
    replyKind: "json",
    response: fileListResponseSchema,
    event: null,
  },
  batches: {
    operationId: "createBatch",
    method: "POST",
    path: "/batches",
    requestKind: "json",
    request: batchCreateRequestSchema,
    query: null,
    replyKind: "json",
    response: batchSchema,
    event: null,
  },
  "batches.list": {
    operationId: "listBatches",
    method: "GET",
    path: "/batches",
    requestKind: "none",
    request: null,
    query: batchListQuerySchema,
    replyKind: "json",
    response: batchListResponseSchema,
    event: null,
  },
  "batches.get": {
    operationId: "getBatch",
    method: "GET",
    path: "/batches/{batch_id}",
    requestKind: "none",
    request: null,
    query: null,
    replyKind: "json",
    response: batchSchema,
    event: null,
  },
  "batches.cancel": {
    operationId: "cancelBatch",
    method: "POST",
    path: "/batches/{batch_id}/cancel",
    requestKind: "none",
    request: null,
    query: null,
    replyKind: "json",
    response: batchSchema,
    event: null,
  },
  models: {
    operationId: "listModels",
    method: "GET",
    path: "/models",
    requestKind: "none",
    request: null,
    query: modelListQuerySchema,
    replyKind: "json",
    response: modelListResponseSchema,
    event: null,
  },
  /** Answers 410 on the China site since 2026-08-14. */
  account: {
    operationId: "getUserInfo",
    method: "GET",
    path: "/user/info",
    requestKind: "none",
    request: null,
    query: null,
    replyKind: "json",
    response: userInfoResponseSchema,
    event: null,
  },
} as const satisfies Record<string, OperationEntry>;

/** The dotted name under which the whole program speaks of an operation. */
export type OperationName = keyof typeof operations;

type InferOrNull<Schema> = Schema extends z.ZodType ? z.infer<Schema> : null;

export type OperationRequest<Name extends OperationName> = InferOrNull<(typeof operations)[Name]["request"]>;
export type OperationQuery<Name extends OperationName> = InferOrNull<(typeof operations)[Name]["query"]>;
export type OperationResponse<Name extends OperationName> = InferOrNull<
  (typeof operations)[Name]["response"]
>;
export type OperationEvent<Name extends OperationName> = InferOrNull<(typeof operations)[Name]["event"]>;
