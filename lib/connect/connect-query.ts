import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/http/request-json";
import { connectReplySchema } from "./connect-reply";

/** What a program needs to come in; asked anew each time, because keys may be made meanwhile. */
export const connectQuery = () =>
  queryOptions({
    queryKey: ["connect"],
    queryFn: ({ signal }) => requestJson("/api/connect", connectReplySchema, signal),
    staleTime: 0,
  });
