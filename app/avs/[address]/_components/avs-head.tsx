import { EtherscanLink } from "@/app/_components/demo/demo";
import { SelfDeclared } from "@/app/_components/entity/entity";
import { EntityHead } from "@/app/_components/entity/entity-head";
import { LogoMark } from "@/app/_components/entity/logo-mark";
import { nameOf } from "@/app/_components/entity/plain-name";
import { OutsideLink } from "@/app/_components/navigation/outside-link";
import { Badge } from "@/app/_components/ui/badge";
import { Address } from "@/app/_components/values/address";
import { ReportError } from "@/app/_components/verdict/report-error";
import { WatchStar } from "@/app/_components/watch/watch-star";
import type { RouterOutputs } from "@/server/trpc/router";

/** Renders the head of an AVS's page: its name, address and links. */
export function AvsHead({ avs }: { avs: RouterOutputs["analytics"]["avs"]["overview"] }) {
  const { address } = avs;
  const name = nameOf(avs.name, address);
  return (
    <EntityHead
      name={name}
      mark={<LogoMark kind="avs" address={address} />}
      standing={avs.operatorCount === 0 && <Badge>No operator known</Badge>}
      tools={<WatchStar entityType="avs" entityId={address} name={name} labelled />}
    >
      <Address address={address} copy explorer={<EtherscanLink address={address} />} />
      <OutsideLink text={avs.website} declared="website" />
      <OutsideLink text={avs.twitter} declared="handle" />
      {avs.name && <SelfDeclared who="service" />}
      <ReportError
        about={{ kind: "AVS", name: avs.name, id: address }}
        className="text-xs text-accent hover:underline"
      />
    </EntityHead>
  );
}
