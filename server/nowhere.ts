import { isKnownAddress } from "@/db/analytics/addresses";
import { within } from "@/db/within";
import { cookiesOf, SESSION_COOKIE } from "./auth/cookies";
import { analyticsDatabase } from "./databases";
import { address } from "./inputs";

const KINDS = ["operators", "avs", "strategies", "stakers"] as const;
const PATIENCE_MILLISECONDS = 500;

/**
 * True when a page about one operator, AVS, strategy or staker names none that there is, so that the 404 page can
 * answer before the page itself begins: once it has begun, Next writes a 404 that is blank without JavaScript. False
 * also when the database does not say so within half a second, and for a staker to whoever carries a session, who may
 * look at a page of their own: then the page decides. `pathname` holds no broken escape.
 */
export async function leadsNowhere(
  pathname: string,
  headers: Headers,
  analytics = () => analyticsDatabase().db,
): Promise<boolean> {
  const [, first, text] = pathname.split("/");
  const kind = KINDS.find((one) => one === first);
  if (!kind || !text) return false;
  const { success, data: id } = address.safeParse(decodeURIComponent(text));
  if (!success) return true;
  if (kind === "stakers" && cookiesOf(headers)[SESSION_COOKIE]) return false;
  const isKnown = async () => await isKnownAddress(analytics(), kind, id);
  return await within(PATIENCE_MILLISECONDS, isKnown()).then(
    (known) => !known,
    () => false,
  );
}
