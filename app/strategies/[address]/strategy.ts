import { cache } from "react";
import { checksumAddress } from "@/app/_lib/address";
import { shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { api, orNotFound } from "@/app/_trpc/server";

const askedOnce = cache((address: string) => orNotFound(api.analytics.strategies.overview({ address })));

/** The strategy of this page, asked once a request for its title and its content; no such strategy is a 404. */
export const findStrategy = async (params: Promise<{ address: string }>) => askedOnce((await params).address);

/** What it is called here: its token's symbol, else its address. */
export const nameOf = ({ symbol, address }: { symbol: string | null; address: string }) =>
  plainName(symbol) ?? shortenAddress(checksumAddress(address));
