import { cache } from "react";
import { api, orNotFound } from "@/app/_trpc/server";

const askedOnce = cache((address: string) => orNotFound(api.analytics.avs.overview({ address })));

/** The AVS of this page, asked once a request for its title and its content; no such AVS is a 404. */
export const findAvs = async (params: Promise<{ address: string }>) => askedOnce((await params).address);
