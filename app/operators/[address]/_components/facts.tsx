import { tenureLabel } from "@/app/_components/metrics/labels";
import { Address } from "@/app/_components/values/address";
import { Count } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import type { RouterOutputs } from "@/server/trpc/router";

type Overview = RouterOutputs["analytics"]["operators"]["overview"];
type Told =
  | "registeredAt"
  | "operationalDayCount"
  | "lastActivityAt"
  | "isPermissioned"
  | "delegationApprover"
  | "description";

/** Lists the facts of an operator on chain, line by line. */
export function Facts({
  operator,
  approverLink,
}: {
  operator: Pick<Overview, Told>;
  /** The link to the approver on Etherscan. */
  approverLink?: React.ReactElement;
}) {
  const tenure = tenureLabel(operator.operationalDayCount);
  return (
    <dl className="grid gap-x-6 sm:grid-cols-2">
      <Fact label="Registered">
        <Time at={operator.registeredAt} show="day" />
      </Fact>
      <Fact label="Operational days">
        <Count value={operator.operationalDayCount} />
        {tenure && <span className="text-dim"> {tenure}</span>}
      </Fact>
      <Fact label="Last activity">
        <Time at={operator.lastActivityAt} show="day" />
      </Fact>
      <Fact label="Delegation">
        {operator.isPermissioned === null && "not known"}
        {operator.isPermissioned === false && "open to every staker"}
        {operator.isPermissioned === true &&
          (operator.delegationApprover === null ? (
            "needs approval"
          ) : (
            <>
              needs approval by <Address address={operator.delegationApprover} explorer={approverLink} />
            </>
          ))}
      </Fact>
      {operator.description && (
        <div className="min-w-0 py-2 sm:col-span-2">
          <dt className="text-xs text-dim">In its own words</dt>
          <dd className="mt-0.5 line-clamp-4 wrap-anywhere">{operator.description.slice(0, 1000)}</dd>
        </div>
      )}
    </dl>
  );
}

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="flex items-baseline justify-between gap-4 border-b py-2">
    <dt className="text-dim">{label}</dt>
    <dd className="text-right">{children}</dd>
  </div>
);
