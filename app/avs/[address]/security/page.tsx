import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { Breadcrumb } from "@/app/_components/entity/entity-head";
import { isolated, nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { api } from "@/app/_trpc/server";
import { AvsHead } from "../_components/avs-head";
import { SecurityHeadline } from "../_components/security-headline";
import { findAvs } from "../avs";
import { SecurityDetail } from "./_components/security-detail";
import { SecuritySkeleton } from "./_components/security-skeleton";
import { loadSecurityParams } from "./search-params";

type Props = PageProps<"/avs/[address]/security">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const avs = await findAvs(params).catch(() => undefined);
  if (!avs) return { title: "Not found" };
  const name = nameOf(avs.name, avs.address);
  return {
    title: `Security of ${name}`,
    description: `The stake that operators of ${isolated(name)} lose at least if they act against it, who would have to agree, and which AVSs share them.`,
    alternates: { canonical: `/avs/${avs.address}/security` },
  };
}

export default function SecurityPage(props: Props) {
  return (
    <NavigationSuspense skeleton={<SecuritySkeleton />}>
      <Security {...props} />
    </NavigationSuspense>
  );
}

async function Security({ params, searchParams }: Props) {
  const [avs, state] = await Promise.all([findAvs(params), loadSecurityParams(searchParams)]);
  const { address } = avs;
  const security = await api.analytics.avs.security({ address });
  const name = nameOf(avs.name, address);
  return (
    <main className="page py-6" id="content">
      <Breadcrumb
        list={{ name: "AVSs", path: "/avs" }}
        name={name}
        path={`/avs/${address}`}
        figures="Economic ceiling, halting power and shared operators of this AVS."
      />
      <AvsHead avs={avs} />
      <p className="-mt-2 mb-4 flex flex-wrap gap-x-4 gap-y-1">
        <Link href={`/avs/${address}`} prefetch={false} className="text-accent hover:underline">
          Everything on <bdi>{name}</bdi>
        </Link>
        <Link href={`/cascade?${address}=`} prefetch={false} className="text-accent hover:underline">
          What if corrupting it paid?
        </Link>
      </p>
      <div className="grid gap-4">
        <SecurityHeadline security={security} />
        <Gate feature="avsSecurityDetail" title="By set, share and power">
          <SecurityDetail address={address} state={state} />
        </Gate>
      </div>
    </main>
  );
}
