import type { RouterOutputs } from "@/server/trpc/router";
import type { Columns } from "./columns";
import { type Open, wholeCsvSource } from "./csv-source";
import { delegationColumns, exposureColumns, holdingColumns } from "./staker-columns";

type Staker = RouterOutputs["analytics"]["stakers"]["detail"];

/** One part of a staker's stake, few enough to come at once; its own wallet may have it on any tier. */
const ofStaker =
  <Row>(columns: Columns<Row>, part: (staker: Staker) => Row[]): Open =>
  ({ api, query, viewer }) => {
    const address = query.get("staker") ?? "";
    const isOwn = viewer.account?.address === address.toLowerCase();
    const ask = async () => part(isOwn ? await api.stakers.mine() : await api.stakers.detail({ address }));
    return wholeCsvSource(columns, ask, { about: address, owner: address });
  };

export const stakerLists = {
  holdings: ofStaker(holdingColumns, ({ holdings }) => holdings),
  exposure: ofStaker(exposureColumns, ({ exposure }) => exposure),
  delegations: ofStaker(delegationColumns, ({ delegations }) => delegations),
} satisfies Record<string, Open>;
