import { cache } from "react";
import { allowed, api, orNotFound } from "@/app/_trpc/server";

const askedOnce = cache((address: string) => orNotFound(api.analytics.stakers.overview({ address })));

/** Returns the staker of this page, asked once a request. An unknown staker is a 404. */
export const findStaker = async (params: Promise<{ address: string }>) => askedOnce((await params).address);

/** Returns the paid part of a staker's page for the wallet itself and for PRO; `undefined` for everybody else. */
export async function findWholeStaker(address: string) {
  const viewer = await api.account.viewer();
  if (viewer.address === address) return { isOwn: true, staker: await api.analytics.stakers.mine() };
  if (await allowed("stakerDetail"))
    return { isOwn: false, staker: await api.analytics.stakers.detail({ address }) };
  return undefined;
}
