import type { Route } from "@/lib/simulator/exchange";
import { getUserInfo } from "@/lib/simulator/routes/account";
import { createChatCompletion } from "@/lib/simulator/routes/chat";
import { createCompletion } from "@/lib/simulator/routes/completions";
import { listModels } from "@/lib/simulator/routes/models";

/** Every operation that the simulator offers. Anything else is answered `404 page not found`. */
export const routes: readonly Route[] = [createChatCompletion, createCompletion, listModels, getUserInfo];
