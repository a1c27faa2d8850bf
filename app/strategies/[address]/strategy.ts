import { cache } from "react";
import { api, orNotFound } from "@/app/_trpc/server";

const askedOnce = cache((address: string) => orNotFound(api.analytics.strategies.overview({ address })));

/** Returns the strategy of this page, asked once a request. An unknown strategy is a 404. */
export const findStrategy = async (params: Promise<{ address: string }>) => askedOnce((await params).address);
