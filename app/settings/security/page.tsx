import type { Metadata } from "next";
import { createLoader, createSerializer, parseAsString } from "nuqs/server";
import { Link } from "@/app/_components/navigation/link";
import type { TableColumns } from "@/app/_components/tables/columns";
import { Table } from "@/app/_components/tables/table";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { cx } from "@/app/_components/ui/cx";
import { Time } from "@/app/_components/values/time";
import { api, orNotFound } from "@/app/_trpc/server";
import type { RouterOutputs } from "@/server/trpc/router";
import { Section } from "../_components/section";
import { eventLabel, isAlarming, shortenIp } from "../_components/words";

export const metadata: Metadata = { title: "Security log", robots: { index: false } };

const params = { cursor: parseAsString };
const load = createLoader(params);
const href = createSerializer(params);

const COLUMNS: TableColumns<RouterOutputs["account"]["audit"]["list"]["rows"][number]> = {
  event: {
    header: "Event",
    cellClass: ({ kind }) => cx("font-medium", isAlarming(kind) && "text-critical"),
    cell: ({ kind, device }) => (
      <>
        {eventLabel(kind)}
        <span className="block text-xs font-normal text-dim sm:hidden">{device ?? "EigenWatch"}</span>
      </>
    ),
  },
  time: {
    header: "When",
    cellClass: "whitespace-nowrap text-dim",
    cell: ({ at }) => <Time at={at} />,
  },
  device: {
    header: "Device",
    priority: 2,
    cellClass: "text-dim",
    cell: ({ device }) => device ?? "EigenWatch",
  },
  network: {
    header: "Network",
    priority: 2,
    cellClass: "text-dim",
    cell: ({ device, ip }) => (device || ip ? shortenIp(ip) : "—"),
  },
};

export default function SecurityPage({ searchParams }: PageProps<"/settings/security">) {
  return (
    <Section
      title="Security log"
      text="Every event of your account. Nobody can change this record."
      signIn="Sign in to see your security log"
    >
      {async () => {
        const { cursor } = await load(searchParams);
        const { rows, nextCursor } = await orNotFound(
          api.account.audit.list({ limit: 25, cursor: cursor ?? undefined }),
        );
        return (
          <>
            <Card flush>
              <Table caption="Security log" columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />
            </Card>
            {(cursor || nextCursor) && (
              <nav aria-label="Pages" className="flex gap-2">
                {cursor && (
                  <Link href="/settings/security" className={buttonClass()}>
                    Newest
                  </Link>
                )}
                {nextCursor && (
                  <Link href={href("/settings/security", { cursor: nextCursor })} className={buttonClass()}>
                    Older
                  </Link>
                )}
              </nav>
            )}
          </>
        );
      }}
    </Section>
  );
}
