import { Card } from "@/app/_components/card";
import { Empty } from "@/app/_components/empty";
import { Link } from "@/app/_components/link";
import { Percent, Usd } from "@/app/_components/quantity";
import { shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import type { RouterOutputs } from "@/server/router";
import { Happening, Named } from "./activity-card";

type Slashing = RouterOutputs["analytics"]["slashing"]["list"]["rows"][number];

/** The newest slashings: who, by whom, how much of what was allocated, and about what that was worth. */
export function SlashingsCard({ slashings }: { slashings: Slashing[] }) {
  return (
    <Card
      title="Latest slashings"
      action={
        <Link href="/slashing" prefetch={false} className="text-accent hover:underline">
          All slashings
        </Link>
      }
    >
      {slashings.length === 0 ? (
        <Empty title="No operator was ever slashed" />
      ) : (
        <ol className="divide-y">
          {slashings.map((slashing) => (
            <Happening key={slashing.id} kind="slashing" at={slashing.slashedAt}>
              <p>
                <Named path="/operators" address={slashing.operator} name={slashing.operatorName} /> was
                slashed by <Named path="/avs" address={slashing.avs} name={slashing.avsName} />
                <span className="text-dim">, set {slashing.setNumber}</span>
              </p>
              <p className="text-sm text-dim">
                <Lost slashing={slashing} />
              </p>
            </Happening>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Lost({ slashing: { parts, lostUsd } }: { slashing: Slashing }) {
  const [first, ...others] = parts;
  if (!first) return "how much is not known";
  return (
    <>
      <Percent value={first.ratio} /> of its allocated{" "}
      {plainName(first.symbol) ?? shortenAddress(first.address)}
      {others.length > 0 && `, and ${others.length} more`}
      {lostUsd !== null && (
        <>
          , estimated <Usd value={lostUsd} past />
        </>
      )}
    </>
  );
}
