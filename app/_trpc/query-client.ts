import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import superjson from "superjson";
import { mayHelpToRetry } from "@/app/_failures/unanswered";

const MOST_RETRIES = 2;

/** Returns whether to ask again: a refusal is final, while a call without an answer may succeed a moment later. */
export const retry = (failures: number, error: unknown): boolean =>
  failures < MOST_RETRIES && (mayHelpToRetry(error) || isDatabaseAway(error));

const isDatabaseAway = (error: unknown) =>
  error instanceof TRPCClientError && error.data?.code === "SERVICE_UNAVAILABLE";

/** Returns a query client. Analytics change once per pipeline run, so an answer counts as fresh for a minute. */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 60_000, retry },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
