import type { Metadata } from "next";
import { Link } from "@/app/_components/navigation/link";
import { SearchButton } from "./_components/search/search-button";
import { buttonClass } from "./_components/ui/button";
import { Empty } from "./_components/ui/empty";

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

export default function NotFound() {
  return (
    <main id="content" className="page py-16">
      <Empty
        isPage
        title="Nothing lives at this address"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <SearchButton variant="primary" />
            <Link href="/operators" className={buttonClass("secondary")}>
              All operators
            </Link>
          </div>
        }
      >
        The link may be mistyped, or it names something that is not in the data yet. An Ethereum address
        begins with 0x and has 42 characters; where capital and small letters mix, each must be the right one.
      </Empty>
    </main>
  );
}
