import { Empty } from "./empty";
import { Link } from "./link";

/** In place of what the pipeline has not written yet: that nothing stands here does not mean that there is nothing. */
export const NothingRead = ({ title, children }: { title: string; children?: React.ReactNode }) => (
  <Empty title={title}>
    {children ?? "The pipeline has not written any yet."}{" "}
    <Link href="/status" prefetch={false} className="text-accent hover:underline">
      What it has written
    </Link>
  </Empty>
);
