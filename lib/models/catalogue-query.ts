import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/http/request-json";
import { catalogueReplySchema } from "./catalogue-reply";

/** Every model with all that is known of it, at most five minutes old. Apart from the other lists: its schema is long. */
export const catalogueQuery = () =>
  queryOptions({
    queryKey: ["models", "every"],
    queryFn: ({ signal }) => requestJson("/api/catalogue", catalogueReplySchema, signal),
    staleTime: 5 * 60 * 1000,
  });
