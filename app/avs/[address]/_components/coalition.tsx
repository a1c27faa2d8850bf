import { OperatorEntity } from "@/app/_components/entity/entity";
import { Bounds } from "@/app/_components/values/ceiling";
import { Count } from "@/app/_components/values/quantity";

type CoalitionProps = {
  of: { address: string; name: string | null }[];
  /** How many operators the coalition has, including those that are not named; `null`: not known. */
  count: number | null;
  /** Whether the coalition surely has the share of the power. */
  isSure: boolean;
  usd: { leastUsd: number; mostUsd: number | null };
};

/** Names the operators of the cheapest coalition that is known. Renders nothing where nobody is needed. */
export const Coalition = ({ of, count, isSure, usd }: CoalitionProps) =>
  count !== null && (
    <div className="mt-3">
      <p className="text-xs text-dim">
        The cheapest coalition that {isSure ? "has" : "may have"} the share, with <Bounds {...usd} /> at stake
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {of.map(({ address, name }) => (
          <li key={address} className="min-w-0">
            <OperatorEntity address={address} name={name} />
          </li>
        ))}
        {count > of.length && (
          <li className="self-center text-dim">
            and <Count value={count - of.length} /> more
          </li>
        )}
      </ul>
    </div>
  );
