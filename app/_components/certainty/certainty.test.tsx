import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SupposedLossControls } from "@/app/avs/[address]/_components/supposed-loss-controls";
import { Part } from "../values/quantity";
import { Slashable } from "../values/slashable";
import { UnknownLosers } from "./unknown-losers";

const words = (element: React.ReactElement) =>
  renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

test("what can be slashed is said to be at most, and why", () => {
  const exact = {
    slashableUpToUsd: 5_000_000,
    isSlashableUpperBound: false,
    isSlashableUpTo: false,
    unpricedSlashableCount: 0,
  };
  expect(words(<Slashable of={exact} />)).toBe("$5.00M");
  expect(words(<Slashable of={{ ...exact, isSlashableUpTo: true }} />)).toBe(
    "up to $5.00M * (At most: whether all of it can be slashed is not known.)",
  );
  expect(words(<Slashable of={{ ...exact, isSlashableUpperBound: true }} />)).toContain("up to $5.00M *");
  expect(words(<Slashable of={{ ...exact, unpricedSlashableCount: 2 }} />)).toBe(
    "$5.00M * (Without 2 parts of unknown value.)",
  );
  expect(words(<Slashable of={{ ...exact, slashableUpToUsd: null, isSlashableUpTo: true }} />)).toBe(
    "— not known",
  );
});

test("a supposed loss is marked where it may be less", () => {
  const loss = (isUpTo: boolean) =>
    words(
      <NuqsTestingAdapter>
        <SupposedLossControls
          percent={50}
          setNumber={undefined}
          sets={[]}
          slashableUpToUsd={1000}
          certainty={{ isUpTo }}
          keep={{}}
        >
          {null}
        </SupposedLossControls>
      </NuqsTestingAdapter>,
    );
  expect(loss(false)).not.toContain("At most");
  expect(loss(true)).toContain("* (At most: whether all of it can be slashed is not known.) would be lost");
});

test("losers of an unknown part are counted", () => {
  expect(words(<UnknownLosers count={0} />)).toBe("");
  expect(words(<UnknownLosers count={2} />)).toBe(
    "2 delegators lose something of unknown value, which is not counted.",
  );
});

test("a part of the priced stake is marked where it may be less, and not for what has no price", () => {
  const exact = { isTvsUpperBound: false, isUpTo: false, unpricedCount: 2 };
  expect(words(<Part value={0.2} of={exact} />)).toBe("20 %");
  expect(words(<Part value={0.2} of={{ ...exact, isUpTo: true }} />)).toBe(
    "20 % * (At most: whether all of it can be slashed is not known.)",
  );
  expect(words(<Part value={0.2} of={{ ...exact, isTvsUpperBound: true }} />)).toContain("20 % *");
  expect(words(<Part value={null} of={{ ...exact, isUpTo: true }} />)).toBe("— not known");
});
