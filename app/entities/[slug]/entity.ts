import { cache } from "react";
import { api, orNotFound } from "@/app/_trpc/server";

const askedOnce = cache((slug: string) => orNotFound(api.analytics.entities.overview({ slug })));

/** Returns the entity of this page, asked once a request. An unknown entity is a 404. */
export const findEntity = async (params: Promise<{ slug: string }>) => askedOnce((await params).slug);
