import { createLoader, createSerializer, parseAsString } from "nuqs/server";
import { addressParam } from "@/app/_components/tables/search-params";

const params = {
  from: addressParam,
  to: addressParam,
  find: parseAsString.withDefault(""),
};
export const loadMoveParams = createLoader(params);
const serialize = createSerializer(params);

/** Returns the link of a move. It names two operators, and never a wallet. */
export const moveHref = (ends: { from?: string | null; to?: string | null }) => serialize("/move", ends);
