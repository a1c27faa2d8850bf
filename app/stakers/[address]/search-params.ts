import { createLoader, createSerializer, type inferParserType, parseAsString } from "nuqs/server";
import { addressParam } from "@/app/_components/tables/search-params";

/** The operator that the stake would move to, and the text by which it is looked for. */
const params = { to: addressParam, find: parseAsString.withDefault("") };
export type StakerState = inferParserType<typeof params>;
export const loadStakerParams = createLoader(params);
const serialize = createSerializer(params);

/** Returns the link of a staker's page with its stake moved to an operator. */
export const movedHref = (address: string, to: string | null) =>
  `${serialize(`/stakers/${address}`, { to })}#move`;
