import { tableOf } from "@/app/_components/tables/columns";
import { Table } from "@/app/_components/tables/table";
import type { RouterOutputs } from "@/server/trpc/router";
import { AVS_EXPOSURE_LIST, EXPOSURE_LIST } from "../list";

type Whole = RouterOutputs["analytics"]["stakers"]["detail"];
type Props = {
  of: { avs: Whole["exposureByAvs"]; sets: Whole["exposure"] };
  /** The stake in words, such as "what it queued". */
  about: string;
};

/** Lists what each AVS could take of a stake, and each set where an AVS has several. */
export const ExposureTables = ({ of: { avs, sets }, about }: Props) =>
  avs.length > 0 && (
    <>
      <Table
        caption={`AVSs that can slash ${about}`}
        columns={tableOf(AVS_EXPOSURE_LIST)}
        rows={avs}
        rowKey={(row) => row.avs}
      />
      {(sets.length > avs.length || sets.some(({ hasLeft }) => hasLeft)) && (
        <>
          <h3 className="border-t px-4 pt-3 pb-1 text-xs text-dim md:px-4.5">By operator set</h3>
          <Table
            caption={`Operator sets that can slash ${about}`}
            columns={tableOf(EXPOSURE_LIST)}
            rows={sets}
            rowKey={(row) => `${row.avs}-${row.setNumber}`}
          />
        </>
      )}
    </>
  );
