import { cache } from "react";
import { api, orNotFound } from "@/app/_trpc/server";

const askedOnce = cache((address: string) => orNotFound(api.analytics.operators.overview({ address })));

/** The operator of this page, asked once a request for its title, header and tab; no such operator is a 404. */
export const findOperator = async (params: Promise<{ address: string }>) => askedOnce((await params).address);
