import { LeftOut } from "@/app/_components/certainty/left-out";
import { Part, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import type { Move } from "@/server/network/moving/move";

type ExposedProps = {
  /** `null`: not known. */
  of: Move["worst"]["now"];
  /** Whether the amount is shown too: of a stake whose owner is known. */
  inUsd: boolean;
  /** Whether the demo models the allocations of the operator there. */
  isModelled: boolean;
};

/** Renders the most that can be slashed: its part of the stake and, for a known stake, its amount. */
export function Exposed({ isModelled, ...shown }: ExposedProps) {
  if (isModelled && shown.of === null)
    return <span className="font-normal text-dim">not known in the demo</span>;
  const figure = <Figure {...shown} />;
  return isModelled ? <Modelled>{figure}</Modelled> : figure;
}

/** Says of a figure that it rests on allocations that the demo models. */
export const Modelled = ({ children }: { children: React.ReactNode }) => (
  <>
    {children}
    <span className="block text-xs font-normal text-dim">by what the demo has, which is not all</span>
  </>
);

function Figure({ of, inUsd }: Omit<ExposedProps, "isModelled">) {
  if (of === null) return <span className="font-normal text-dim">not known</span>;
  const certainty = lossCertainty(of);
  if (!inUsd)
    return (
      <>
        <Part value={of.ofStakeRatio} of={certainty} />
        <LeftOut of={of.exposedUsd} count={of.unknownCount} />
      </>
    );
  return (
    <>
      <Usd value={of.exposedUsd} of={certainty} />
      <span className="block text-xs font-normal text-dim">
        <Part value={of.ofStakeRatio} />
      </span>
      <LeftOut of={of.exposedUsd} count={of.unknownCount} />
    </>
  );
}
