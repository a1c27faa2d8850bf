import { nameOf, plainName } from "@/app/_components/entity/plain-name";
import { checksumAddress, shortAddress } from "@/app/_components/entity/short-address";
import { Link } from "@/app/_components/navigation/link";
import { Badge } from "@/app/_components/ui/badge";
import { Bps, Count, Percent } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import type { RouterOutputs } from "@/server/trpc/router";

export type OperatorEvent = RouterOutputs["analytics"]["operators"]["activity"]["rows"][number];

/** Renders an event as a sentence. Names and reasons are strangers' texts, and are rendered as text only. */
export function ActivityWords({ event }: { event: OperatorEvent }) {
  const { type, toBps, fromBps } = event;
  switch (event.kind) {
    case "registration":
      return type === "REGISTERED" ? (
        "Registered as an operator"
      ) : (
        <>
          Changed its delegation approver to <Party address={event.party} />
        </>
      );
    case "avs":
      return (
        <>
          {type === "REGISTERED" ? "Registered with" : "Left"} <Avs event={event} />
        </>
      );
    case "delegation":
      return (
        <>
          <Party address={event.party} />{" "}
          {type === "DELEGATED"
            ? "delegated to it"
            : type === "FORCE_UNDELEGATED"
              ? "was undelegated by force"
              : "undelegated"}
        </>
      );
    case "allocation":
      if (type === "IN_EFFECT")
        return (
          <>
            {event.ratio === 0 ? (
              <>
                Its deallocation of <bdi>{nameOf(event.symbol, event.strategy ?? "")}</bdi> from
              </>
            ) : (
              <>
                Its allocation of <Percent value={event.ratio} /> of its{" "}
                <bdi>{nameOf(event.symbol, event.strategy ?? "")}</bdi> to
              </>
            )}{" "}
            <Avs event={event} /> came into effect
          </>
        );
      if (type === "ENDED_BY_SLASH" || type === "LOWERED_BY_SLASH")
        return (
          <>
            A slash by <Avs event={event} /> {type === "ENDED_BY_SLASH" ? "ended" : "lowered"} its allocation
            of <bdi>{nameOf(event.symbol, event.strategy ?? "")}</bdi>
          </>
        );
      return (
        <>
          {type === "DEALLOCATED" ? (
            <>
              Deallocated <bdi>{nameOf(event.symbol, event.strategy ?? "")}</bdi> from
            </>
          ) : (
            <>
              Allocated <Percent value={event.ratio} /> of its{" "}
              <bdi>{nameOf(event.symbol, event.strategy ?? "")}</bdi> to
            </>
          )}{" "}
          <Avs event={event} />{" "}
          {event.effectBlock !== null && (
            <Badge tone="medium">
              Pending until block <Count value={event.effectBlock} />
            </Badge>
          )}
        </>
      );
    case "commission":
      if (type === "IN_EFFECT")
        return (
          <>
            Its commission of {event.avs ? <Avs event={event} /> : "programmatic incentives"} came into force:{" "}
            <Bps value={toBps} className="font-medium" />, <Bps value={fromBps} /> before
          </>
        );
      return (
        <>
          Set the commission of {event.avs ? <Avs event={event} /> : "programmatic incentives"} from{" "}
          <Bps value={fromBps} /> to <Bps value={toBps} className="font-medium" />
          <span className="text-dim">
            , in force from <Time at={event.effectAt} show="day" />
          </span>
        </>
      );
    case "metadata": {
      const name = plainName(event.words);
      return (
        <>
          Updated its metadata
          {name && (
            <span className="text-dim">
              , calling itself <bdi>{name}</bdi>
            </span>
          )}
        </>
      );
    }
    case "slashing": {
      const reason = plainName(event.words);
      return (
        <>
          <span className="font-medium text-critical">Slashed</span> by <Avs event={event} />
          {event.cuts?.map((cut) => (
            <span key={`${cut.strategy} ${cut.ratio}`}>
              {" · "}
              <Percent value={cut.ratio} /> of <bdi>{nameOf(cut.symbol, cut.strategy)}</bdi>
            </span>
          ))}
          {reason && (
            <span className="block text-xs text-dim">
              Reason given: <bdi>{reason}</bdi>
            </span>
          )}
        </>
      );
    }
  }
}

function Party({ address }: { address: string | null }) {
  if (!address) return <span>somebody</span>;
  return (
    <span className="font-mono text-sm" title={checksumAddress(address)}>
      {shortAddress(address)}
    </span>
  );
}

function Avs({ event }: { event: OperatorEvent }) {
  if (!event.avs) return <span>an AVS</span>;
  const name = <bdi>{nameOf(event.avsName, event.avs)}</bdi>;
  return (
    <>
      <Link href={`/avs/${event.avs}`} prefetch={false} className="font-medium hover:underline">
        {name}
      </Link>
      {event.setNumber !== null && <span className="text-dim"> set {event.setNumber}</span>}
    </>
  );
}
