import type { Metadata } from "next";
import { checksumAddress } from "@/app/_components/entity/short-address";
import { Card } from "@/app/_components/ui/card";
import { api } from "@/app/_trpc/server";
import { Section } from "../_components/section";
import { Setting } from "../_components/setting";
import { DeleteAccount } from "./_components/delete-account";
import { ExportData } from "./_components/export-data";

export const metadata: Metadata = { title: "Danger zone", robots: { index: false } };

export default function DangerPage() {
  return (
    <Section
      title="Danger zone"
      text="Export your data, or delete your account."
      signIn="Sign in to export or delete your account"
    >
      {async () => {
        const { address } = await api.account.profile.get();
        return (
          <>
            <Card>
              <Setting
                title="Export my data"
                text="All data that EigenWatch has about you, as one JSON file."
              >
                <ExportData />
              </Setting>
            </Card>
            <DeleteAccount address={checksumAddress(address)} />
          </>
        );
      }}
    </Section>
  );
}
