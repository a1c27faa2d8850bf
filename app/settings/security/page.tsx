import type { Metadata } from "next";
import { createLoader, createSerializer, parseAsIsoDateTime, parseAsString } from "nuqs/server";
import { Link } from "@/app/_components/navigation/link";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { cx } from "@/app/_components/ui/cx";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { Section } from "../_components/section";
import { eventLabel, isAlarming, shortenIp } from "../_components/words";

export const metadata: Metadata = { title: "Security log", robots: { index: false } };

const params = { at: parseAsIsoDateTime, id: parseAsString };
const load = createLoader(params);
const href = createSerializer(params);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default function SecurityPage({ searchParams }: PageProps<"/settings/security">) {
  return (
    <Section
      title="Security log"
      text="Every event of your account. Nobody can change this record."
      signIn="Sign in to see your security log"
    >
      {async () => {
        const { at, id } = await load(searchParams);
        const cursor = at && id && UUID.test(id) ? { at, id } : undefined;
        const { rows, nextCursor } = await api.account.audit.list({ limit: 25, cursor });
        return (
          <>
            <Card flush>
              <DataTable
                caption="Security log"
                columns={[
                  { label: "Event" },
                  { label: "When" },
                  { label: "Device", priority: 2 },
                  { label: "Network", priority: 2 },
                ]}
              >
                {rows.map((row) => (
                  <Row key={row.id}>
                    <Cell className={cx("font-medium", isAlarming(row.kind) && "text-critical")}>
                      {eventLabel(row.kind)}
                      <span className="block text-xs font-normal text-dim sm:hidden">
                        {row.device ?? "EigenWatch"}
                      </span>
                    </Cell>
                    <Cell className="whitespace-nowrap text-dim">
                      <Time at={row.at} />
                    </Cell>
                    <Cell priority={2} className="text-dim">
                      {row.device ?? "EigenWatch"}
                    </Cell>
                    <Cell priority={2} className="text-dim">
                      {row.device || row.ip ? shortenIp(row.ip) : "—"}
                    </Cell>
                  </Row>
                ))}
              </DataTable>
            </Card>
            {(cursor || nextCursor) && (
              <nav aria-label="Pages" className="flex gap-2">
                {cursor && (
                  <Link href="/settings/security" className={buttonClass()}>
                    Newest
                  </Link>
                )}
                {nextCursor && (
                  <Link href={href("/settings/security", nextCursor)} className={buttonClass()}>
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
