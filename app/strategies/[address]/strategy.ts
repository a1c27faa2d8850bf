import { cache } from "react";
import { api, orNotFound } from "@/app/_trpc/server";

const askedOnce = cache((address: string) => orNotFound(api.analytics.strategies.overview({ address })));

/** The strategy of this page, asked once a request for its title and its content; no such strategy is a 404. */
export const findStrategy = async (params: Promise<{ address: string }>) => askedOnce((await params).address);
