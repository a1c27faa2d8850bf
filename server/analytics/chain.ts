import { TRPCError } from "@trpc/server";
import type { Reader } from "@/db/analytics/cached-per-run";
import { findStaker, listStakerPositions } from "@/db/analytics/stakers/stakers";
import type { Check } from "../chain/checks/check";
import { chainChecks } from "../chain/checks/checks";
import type { ChainCheck } from "../chain/checks/keep-checks";
import { checkOperator } from "../chain/checks/operator";
import { checkSets } from "../chain/checks/sets";
import { checkStaker } from "../chain/checks/staker";
import type { Network } from "../network/network";
import type { Operator } from "../network/operator";
import { isRead } from "../network/source";
import { found, procedureFor, router } from "../trpc/procedure";
import { avsProcedure, entity, operatorProcedure } from "./entity-procedures";

const askOperator = (network: Network, operator: Operator) =>
  chainChecks().check(`operator ${operator.address}`, network, (chain, block) =>
    checkOperator(network, operator, chain, block),
  );

/** The fields of a check that are paid figures on other pages. */
const SOLD: Check["figure"][] = ["encumbered magnitude", "AVS split"];

const withoutSold = (answer: ChainCheck): ChainCheck =>
  answer.state === "asked"
    ? { ...answer, checks: answer.checks.filter(({ figure }) => !SOLD.includes(figure)) }
    : answer;

/** Returns a staker's figures beside the contract's. A wallet that never staked exists for its owner only. */
async function askStaker(
  { analytics, network }: { analytics: Reader; network: Network },
  address: string,
  isOwn: boolean,
): Promise<ChainCheck> {
  const known = await findStaker(analytics, address);
  const { delegation } = found(known ?? (isOwn ? { address, delegation: null } : undefined), "staker");
  const positions = delegation
    ? await listStakerPositions(analytics, { staker: address, operator: delegation.operator })
    : [];
  const isNobodyKnown = isRead(network.source, "operator_delegators");
  const asked = { address, delegation: delegation ?? (isNobodyKnown ? null : undefined), positions };
  return await chainChecks().check(`staker ${address}`, network, (chain, block) =>
    checkStaker(network, asked, chain, block),
  );
}

/**
 * Procedures that compare our figures with the contracts' own. They answer within three seconds, and say if a contract
 * did not.
 */
export const chainRouter = router({
  operator: operatorProcedure("operatorChainCheck").query(async ({ ctx: { network, operator } }) =>
    withoutSold(await askOperator(network, operator)),
  ),
  operatorDetail: operatorProcedure("operatorChainDetail").query(({ ctx: { network, operator } }) =>
    askOperator(network, operator),
  ),
  avs: avsProcedure("avsChainCheck").query(({ ctx: { network, avs } }) =>
    chainChecks().check(`AVS ${avs.address}`, network, (chain, block) =>
      checkSets(network, avs, chain, block),
    ),
  ),
  staker: procedureFor("stakerDetail")
    .input(entity)
    .query(({ ctx, input }) => askStaker(ctx, input.address, ctx.viewer.account?.address === input.address)),
  /** Takes no address: it is always that of the wallet that asks. */
  mine: procedureFor("ownStake").query(({ ctx }) => {
    const { account } = ctx.viewer;
    if (!account) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
    return askStaker(ctx, account.address, true);
  }),
  /** Returns how figures compared since this process began, and the block of the last run's answers; `null` where it is off. */
  status: procedureFor("networkFreshness").query(({ ctx: { network } }) => {
    const outcomes = chainChecks().counts();
    return (
      outcomes && { outcomes, block: network.chain?.readAtBlock ?? null, at: network.chain?.readAt ?? null }
    );
  }),
});
