import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";

type ScopeProps = {
  type: "PI" | "AVS" | "OPERATOR_SET";
  avs: string | null;
  avsName: string | null;
  setNumber: string | null;
};

/**
 * Names the rewards that a commission is taken from: programmatic incentives, an AVS, or one of its operator
 * sets.
 */
export function CommissionScope({ type, avs, avsName, setNumber }: ScopeProps) {
  if (type === "PI" || !avs) return <span>Programmatic incentives</span>;
  const name = nameOf(avsName, avs);
  return (
    <>
      <Link href={`/avs/${avs}`} prefetch={false} className="hover:underline">
        <bdi>{name}</bdi>
      </Link>
      {type === "OPERATOR_SET" && <span className="text-dim"> · set {setNumber}</span>}
    </>
  );
}
