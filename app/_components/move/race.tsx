import { Time } from "@/app/_components/values/time";
import { formatBlocks } from "@/server/format";
import type { Move } from "@/server/network/moving/move";

type RaceProps = { of: Pick<Move["from"], "isDelayShort" | "delay"> };

/** Says whether a new allocation of an operator can count before stake that leaves it is out, and by which delay. */
export const Race = ({ of: { isDelayShort, delay } }: RaceProps) => (
  <>
    {isDelayShort === null ? (
      <span className="font-normal text-dim">Not known</span>
    ) : (
      <span className={isDelayShort ? "text-critical" : undefined}>{isDelayShort ? "! Yes" : "No"}</span>
    )}
    {delay && (
      <span className="block text-xs font-normal text-dim">
        {delay.isUnset ? "no delay set, so 17.5 days" : `delay ${formatBlocks(delay.blocks)}`},{" "}
        {delay.isFromChain ? "asked of the chain" : "seen"}{" "}
        {delay.seenAt ? (
          <>
            on <Time at={delay.seenAt} show="day" />
          </>
        ) : (
          "on an unknown day"
        )}
      </span>
    )}
    {delay?.pending && (
      <span className="block text-xs font-normal text-dim">
        from {delay.pending.effectAt ? <Time at={delay.pending.effectAt} show="day" /> : "a later block"} on:{" "}
        {formatBlocks(delay.pending.blocks)}
      </span>
    )}
  </>
);
