import { cache } from "react";
import { checksumAddress } from "@/app/_lib/address";
import { shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { api, orNotFound } from "@/app/_trpc/server";

const askedOnce = cache((address: string) => orNotFound(api.analytics.avs.overview({ address })));

/** The AVS of this page, asked once a request for its title and its content; no such AVS is a 404. */
export const findAvs = async (params: Promise<{ address: string }>) => askedOnce((await params).address);

/** What it is called here: its own word for itself, else its address. */
export const nameOf = ({ name, address }: { name: string | null; address: string }) =>
  plainName(name) ?? shortenAddress(checksumAddress(address));
