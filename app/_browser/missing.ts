import { type Absence, findAbsence } from "./code";
import { wasReloadedInVain } from "./typed";

/** The reason why code is missing; "in vain" if loading the page again did not help. */
export type Missing = Absence | "in vain";

const RELOAD = "Load the page again. Its address and what you typed stay.";

/** The title of the notice on missing code, and its texts by the reason. */
export const NOT_SERVED: Record<Exclude<Missing, "offline" | "broken">, { title: string; text: string }> = {
  updated: {
    title: "EigenWatch has been updated",
    text: `This page is from an earlier version, which is no longer served. ${RELOAD}`,
  },
  blocked: {
    title: "EigenWatch may have been updated",
    text: `A part of this page did not load: the answer was not EigenWatch's. It may come from a proxy or from a network that asks you to sign in. ${RELOAD}`,
  },
  "in vain": {
    title: "A part of EigenWatch is missing",
    text: "Loading the page again did not help. Something between this browser and EigenWatch, such as a proxy, keeps that part away.",
  },
};

/** Returns why the code that an error names did not load. */
export async function findMissing(error: unknown): Promise<Missing> {
  const why = await findAbsence(error);
  return (why === "updated" || why === "blocked") && wasReloadedInVain() ? "in vain" : why;
}
