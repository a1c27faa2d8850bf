import { api } from "@/app/_trpc/server";
import { ConnectButton } from "@/app/_wallet/connect-button";
import { buttonClass } from "../ui/button";
import { Card } from "../ui/card";
import { Empty } from "../ui/empty";

type MembersOnlyProps = {
  /** The heading for visitors: "Sign in to see your sessions". */
  title: string;
  text?: string;
  /** Set where the page has no other heading. */
  isPage?: boolean;
  /** Called only when somebody is signed in. */
  children: () => Promise<React.ReactNode>;
};

/** Renders account content, or how to sign in. For a visitor `children` is never called, so it queries nothing. */
export async function MembersOnly({ title, text, isPage, children }: MembersOnlyProps) {
  const viewer = await api.account.viewer();
  if (viewer.tier !== "VISITOR") return await children();
  if (viewer.isUnchecked)
    return (
      <Card>
        <Empty
          title="Your account cannot be read right now"
          isPage={isPage}
          action={
            <a href="?" className={buttonClass("primary")}>
              Load the page again
            </a>
          }
        >
          The account database does not answer. You are still signed in; please try again in a moment.
        </Empty>
      </Card>
    );
  return (
    <Card>
      <Empty title={title} isPage={isPage} action={<ConnectButton>Connect a wallet</ConnectButton>}>
        {text ?? "Your wallet is your account: sign a message, without a transaction and without gas."}
      </Empty>
    </Card>
  );
}
