import { Link } from "../navigation/link";
import { Empty } from "../ui/empty";

/** Says that the pipeline has not written this yet, so that an empty card is not read as "there are none". */
export const NothingRead = ({ title, children }: { title: string; children?: React.ReactNode }) => (
  <Empty title={title}>
    {children ?? "The pipeline has not written any yet."}{" "}
    <Link href="/status" prefetch={false} className="text-accent hover:underline">
      What it has written
    </Link>
  </Empty>
);
