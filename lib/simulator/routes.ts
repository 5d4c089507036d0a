import type { Route } from "@/lib/simulator/exchange";
import { getUserInfo } from "@/lib/simulator/routes/account";
import { createChatCompletion } from "@/lib/simulator/routes/chat";
import { createCompletion } from "@/lib/simulator/routes/completions";
import { createImage } from "@/lib/simulator/routes/images";
import { getMedia } from "@/lib/simulator/routes/media";
import { listModels } from "@/lib/simulator/routes/models";
import { getVideoStatus, submitVideo } from "@/lib/simulator/routes/video";

/** Every operation that the simulator offers. Anything else is answered `404 page not found`. */
export const routes: readonly Route[] = [
  createChatCompletion,
  createCompletion,
  createImage,
  submitVideo,
  getVideoStatus,
  getMedia,
  listModels,
  getUserInfo,
];
