import { nameOf, sentenceName } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Usd } from "@/app/_components/values/quantity";
import { formatCounted } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type RoundsProps = {
  rounds: RouterOutputs["analytics"]["avs"]["cascade"]["rounds"];
  /** Whether all of the stake can surely be slashed. */
  isSure: boolean;
};

/** Lists the attacks that pay, round by round. */
export function Rounds({ rounds, isSure }: RoundsProps) {
  const unsure =
    !isSure && "Some of the stake may not be slashable. Then an attack needs less stake, and costs less.";
  if (rounds.length === 0)
    return (
      <p className="text-dim">
        <span className="font-medium text-ink">No attack on a single AVS pays.</span> {unsure}
      </p>
    );
  return (
    <>
      {unsure && <p className="mb-2 text-dim">{unsure}</p>}
      <ol className="grid gap-3">
        {rounds.map((attacks, round) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rounds have no other name than their place
          <li key={round}>
            <h3 className="text-sm font-semibold">Round {round + 1}</h3>
            <ul className="mt-1 grid gap-1.5">
              {attacks.map(({ address, name, profitUsd, costUsd, operators, operatorCount }) => (
                <li key={address}>
                  <Link href={`/avs/${address}`} prefetch={false} className="font-medium hover:underline">
                    <bdi>{nameOf(name, address)}</bdi>
                  </Link>{" "}
                  brings <Usd value={profitUsd} /> and costs <Usd value={costUsd} />
                  {operatorCount > 0 ? ": " : ", for nothing is at stake."}
                  <span className="text-dim">
                    {operators.map((one) => sentenceName(one.name, one.address)).join(", ")}
                    {operatorCount > operators.length &&
                      ` and ${formatCounted(operatorCount - operators.length, "other operator")}`}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
