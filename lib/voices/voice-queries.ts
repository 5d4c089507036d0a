import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/http/request-json";
import { ownVoicesSchema } from "./voice";

export const voiceQueries = {
  /** The account's own voices, at most a minute old. */
  list: () =>
    queryOptions({
      queryKey: ["voices"],
      queryFn: ({ signal }) => requestJson("/api/voices", ownVoicesSchema, signal),
      staleTime: 60 * 1000,
    }),
};
