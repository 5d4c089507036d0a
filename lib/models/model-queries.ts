import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/http/request-json";
import { modelListSchema } from "./model-summary";

export const modelQueries = {
  /** The chat models, at most five minutes old. */
  list: () =>
    queryOptions({
      queryKey: ["models", "chat"],
      queryFn: ({ signal }) => requestJson("/api/models", modelListSchema, signal),
      staleTime: 5 * 60 * 1000,
    }),
};
