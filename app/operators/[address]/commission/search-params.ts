import { createLoader, createSerializer, parseAsFloat } from "nuqs/server";

const params = {
  /** The yearly yield that the cost of a commission assumes, in per cent. */
  apy: parseAsFloat.withDefault(4),
};
const load = createLoader(params);
const serialize = createSerializer(params);

/** Loads the assumed yield from the URL; an invalid one counts as the default. */
export async function loadApy(search: Parameters<typeof load>[0]): Promise<number> {
  const { apy } = await load(search);
  return apy >= 0 && apy <= 1000 ? apy : 4;
}

export const commissionHref = (address: string, apy: number) =>
  serialize(`/operators/${address}/commission`, { apy });
