import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/http/request-json";
import { usageCallsSchema, usageReplySchema } from "./usage";

/** Moments in ISO 8601: from, inclusive, to, exclusive. */
export type UsagePeriod = { from: string; to: string };

/** Empty is any; operations are parted by commas. */
export type CallFilterFields = UsagePeriod & { model: string; operation: string; door: string; key: string };

const queryOf = (fields: Record<string, string | undefined>) =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/** Where all calls of a period are to be had as CSV. */
export const usageFileAddress = (filter: CallFilterFields): string => `/api/usage/export?${queryOf(filter)}`;

export const usageQueries = {
  /** Sums by day, model, operation, door and key. */
  byDay: (period: UsagePeriod, timeZone: string) =>
    queryOptions({
      queryKey: ["usage", period, timeZone],
      queryFn: ({ signal }) =>
        requestJson(`/api/usage?${queryOf({ ...period, timeZone })}`, usageReplySchema, signal),
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  /** Single calls, the newest first. */
  calls: (filter: CallFilterFields) =>
    infiniteQueryOptions({
      queryKey: ["usage", "calls", filter],
      queryFn: ({ pageParam, signal }) =>
        requestJson(
          `/api/usage/calls?${queryOf({ ...filter, ...(pageParam && { before: String(pageParam) }) })}`,
          usageCallsSchema,
          signal,
        ),
      staleTime: 0,
      initialPageParam: 0,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
};
