import pTimeout from "p-timeout";
import { isKnownAddress } from "@/db/analytics/addresses";
import { clientOf } from "./auth/client";
import { viewerOf } from "./auth/viewer";
import { analyticsDatabase } from "./databases";
import { address } from "./inputs";

const KINDS = ["operators", "avs", "strategies", "stakers"] as const;
const PATIENCE_MILLISECONDS = 500;

/**
 * True when a page about one operator, AVS, strategy or staker names none that there is, so that the 404 page can
 * answer before the page itself begins: once it has begun, Next writes a 404 that is blank without JavaScript. False
 * also when nobody says so within half a second: then the page decides. A wallet that never staked has a page for its
 * owner alone. `pathname` holds no broken escape.
 */
export async function leadsNowhere(
  pathname: string,
  headers: Headers,
  analytics = () => analyticsDatabase().db,
  viewer = async () => await viewerOf(headers, clientOf(headers)),
): Promise<boolean> {
  const [, first, text] = pathname.split("/");
  const kind = KINDS.find((one) => one === first);
  if (!kind || !text) return false;
  const { success, data: id } = address.safeParse(decodeURIComponent(text));
  if (!success) return true;
  const isSomewhere = async () =>
    (await isKnownAddress(analytics(), kind, id)) ||
    (kind === "stakers" && (await viewer()).account?.address === id);
  return await pTimeout(isSomewhere(), { milliseconds: PATIENCE_MILLISECONDS }).then(
    (is) => !is,
    () => false,
  );
}
