import type { Route } from "@/lib/simulator/exchange";
import { getUserInfo } from "@/lib/simulator/routes/account";
import { cancelBatch, createBatch, getBatch, listBatches } from "@/lib/simulator/routes/batches";
import { createChatCompletion } from "@/lib/simulator/routes/chat";
import { createCompletion } from "@/lib/simulator/routes/completions";
import { createEmbedding } from "@/lib/simulator/routes/embeddings";
import { getFileContent, listFiles, uploadFile } from "@/lib/simulator/routes/files";
import { createImage } from "@/lib/simulator/routes/images";
import { getMedia } from "@/lib/simulator/routes/media";
import { createMessage } from "@/lib/simulator/routes/messages";
import { listModels } from "@/lib/simulator/routes/models";
import { createRerank } from "@/lib/simulator/routes/rerank";
import { createSpeech } from "@/lib/simulator/routes/speech";
import { createTranscription } from "@/lib/simulator/routes/transcriptions";
import { getVideoStatus, submitVideo } from "@/lib/simulator/routes/video";
import { deleteVoice, listVoices, uploadVoice } from "@/lib/simulator/routes/voices";

/** Every operation that the simulator offers. Anything else is answered `404 page not found`. */
export const routes: readonly Route[] = [
  createChatCompletion,
  createMessage,
  createCompletion,
  createImage,
  submitVideo,
  getVideoStatus,
  createEmbedding,
  createRerank,
  createSpeech,
  createTranscription,
  uploadVoice,
  listVoices,
  deleteVoice,
  uploadFile,
  listFiles,
  getFileContent,
  createBatch,
  listBatches,
  getBatch,
  cancelBatch,
  getMedia,
  listModels,
  getUserInfo,
];
