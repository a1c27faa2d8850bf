import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Card } from "@/app/_components/ui/card";
import { Percent } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import type { RouterOutputs } from "@/server/trpc/router";

type Left = RouterOutputs["analytics"]["stakers"]["detail"]["slashedInQueue"][number];

/** Lists slashes that took a part of anything the staker had queued for withdrawal: up to 14 days after it left. */
export const SlashedInQueue = ({ left }: { left: Left[] }) =>
  left.length > 0 && (
    <Card title="Slashes while it was queued">
      <ul className="grid max-w-prose gap-3">
        {left.map(({ operator, operatorName, leftAt, leftBlock, slashings }) => (
          <li key={`${operator} ${leftBlock}`}>
            <p>
              It left{" "}
              <Link href={`/operators/${operator}`} prefetch={false} className="font-medium hover:underline">
                <bdi>{nameOf(operatorName, operator)}</bdi>
              </Link>{" "}
              on <Time at={leftAt} show="day" />. What was queued stays slashable for 14 days, and these
              slashes took their part of it:
            </p>
            <ul className="mt-1 grid gap-1 text-dim">
              {slashings.map(({ id, slashedAt, isCertain, avs, avsName, parts }) => (
                <li key={id}>
                  <Time at={slashedAt} show="day" />, by <bdi>{nameOf(avsName, avs)}</bdi>:{" "}
                  {parts.length === 0
                    ? "a fraction that is not known"
                    : parts.map(({ address, symbol, ratio }, nth) => (
                        <span key={address}>
                          {nth > 0 && ", "}
                          <Percent value={ratio} className="text-critical" /> of any{" "}
                          <bdi>{nameOf(symbol, address)}</bdi>
                        </span>
                      ))}
                  {!isCertain && ", if it came after the withdrawal was queued"}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <p className="mt-2 max-w-prose text-xs text-dim">
        Which strategies it had queued, and how much of each, is not in the data.
      </p>
    </Card>
  );
