import type { ReactNode } from "react";
import type { Check } from "@/server/chain/checks/check";
import { formatCounted, formatNumber } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";
import { Link } from "../navigation/link";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { Time } from "../values/time";
import { CheckRow } from "./check-row";
import { Queue } from "./queue";

type AskedFindings = Extract<RouterOutputs["analytics"]["chain"]["avs"], { state: "asked" }>;

type FindingsProps = { title: string; findings: AskedFindings; note?: ReactNode };

/** Lists figures that differ or are known on one side only; those that agree are folded away. */
export function ChainFindings({ title, findings, note }: FindingsProps) {
  const { checks, accounts, withdrawals, block, at } = findings;
  const agreeing = checks.filter(({ outcome }) => outcome === "agrees");
  const others = checks
    .filter(({ outcome }) => outcome !== "agrees")
    .sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  const differing = others.filter(({ outcome }) => outcome === "differs").length;
  return (
    <Card
      title={
        <>
          {title} {differing > 0 && <Badge tone="medium">{formatCounted(differing, "difference")}</Badge>}
        </>
      }
      action={
        <>
          block {formatNumber(block)}
          <span className="max-sm:hidden">
            , mined <Time at={at} />
          </span>
        </>
      }
    >
      {others.length > 0 && <Rows checks={others} accounts={accounts} />}
      {agreeing.length > 0 && (
        <details className="group">
          <summary className="py-1.5 text-sm text-dim select-none hover:text-ink">
            {formatCounted(agreeing.length, "figure agrees", "figures agree")}
          </summary>
          <Rows checks={agreeing} accounts={accounts} />
        </details>
      )}
      {withdrawals && <Queue withdrawals={withdrawals} />}
      <p className="mt-2 text-xs text-dim">
        {note}{" "}
        <Link href="/methodology#chain" prefetch={false} className="underline hover:text-ink">
          How it is compared
        </Link>
      </p>
    </Card>
  );
}

const ORDER: Check["outcome"][] = ["differs", "newer", "ours not known", "not answered"];

const Rows = ({ checks, accounts }: { checks: Check[]; accounts: AskedFindings["accounts"] }) => (
  <ul className="divide-y">
    {checks.map((check) => (
      <CheckRow key={`${check.figure} ${check.about?.id ?? ""}`} check={check} accounts={accounts} />
    ))}
  </ul>
);
