import pTimeout from "p-timeout";
import { isStaker } from "@/db/analytics/stakers/is-staker";
import { clientOf } from "./auth/client";
import { viewerOf } from "./auth/viewer";
import { currentNetwork } from "./current-network/current";
import { analyticsDatabase } from "./databases";
import { address, slug } from "./trpc/inputs";

const KINDS = ["operators", "avs", "strategies", "entities", "stakers"] as const;
const PATIENCE_MILLISECONDS = 500;

/**
 * Returns whether the subject of a page does not exist, so that 404 is answered before rendering: later, Next's 404 is
 * blank without JavaScript. Returns false without a network, or if the database takes over half a second: then the
 * page decides. A wallet that never staked has a page for its owner only. `pathname` has no broken escape.
 */
export async function isMissingPage(
  pathname: string,
  headers: Headers,
  network = currentNetwork,
  analytics = () => analyticsDatabase().db,
  viewer = async () => await viewerOf(headers, clientOf(headers)),
): Promise<boolean> {
  const [, first, text] = pathname.split("/");
  const kind = KINDS.find((one) => one === first);
  if (!kind || !text) return false;
  const { success, data: id } = (kind === "entities" ? slug : address).safeParse(decodeURIComponent(text));
  if (!success) return true;
  if (kind !== "stakers") {
    const known = network();
    return known !== null && !known[kind].has(id);
  }
  const isSomewhere = async () =>
    (await isStaker(analytics(), id)) || (await viewer()).account?.address === id;
  return await pTimeout(isSomewhere(), { milliseconds: PATIENCE_MILLISECONDS }).then(
    (is) => !is,
    () => false,
  );
}
