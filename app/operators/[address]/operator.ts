import type { Metadata } from "next";
import { cache } from "react";
import { isolated, nameOf } from "@/app/_components/entity/plain-name";
import { withSlashed } from "@/app/_components/slashings/slashed-mark";
import { api, orNotFound } from "@/app/_trpc/server";
import { TABS, type Tab, tabHref } from "./tabs";

const askedOnce = cache((address: string) => orNotFound(api.analytics.operators.overview({ address })));

/** Returns the operator of this page, asked once a request. An unknown operator is a 404. */
export const findOperator = async (params: Promise<{ address: string }>) => askedOnce((await params).address);

const MOST_SLASHINGS = 100;

/**
 * Returns the newest slashings of an operator, which its charts mark. An operator that was never slashed costs no
 * query.
 */
export const findSlashings = async ({
  address,
  slashingCount,
}: {
  address: string;
  slashingCount: number | null;
}) =>
  !slashingCount
    ? []
    : (await api.analytics.slashing.list({ operator: address, perPage: MOST_SLASHINGS })).rows;

/**
 * Returns the title, description and canonical URL of a tab. `say` returns the description for the operator's name.
 */
export async function tabMetadata(
  params: Promise<{ address: string }>,
  path: Tab["path"],
  say: (name: string) => string,
): Promise<Metadata> {
  const operator = await findOperator(params).catch(() => undefined);
  if (!operator) return { title: "Not found" };
  const name = nameOf(operator.name, operator.address);
  const label = TABS.find((tab) => tab.path === path)?.label;
  return {
    title: `${label} of ${await withSlashed(name, operator.address)}`,
    description: say(isolated(name)),
    alternates: { canonical: tabHref(operator.address, { path }) },
  };
}
