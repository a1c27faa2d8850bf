import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { describe, expect, it } from "vitest";
import { words } from "../values/testing";
import { RangeFilter } from "./range-filter";

describe("a range", () => {
  it("say the ends of a range the way they are filtered by, whichever was typed first", () => {
    const range = (search: string) =>
      words(
        <NuqsTestingAdapter searchParams={search}>
          <RangeFilter name="rate" by="range" label="Commission" unit="%" most={100} presets={{}} />
        </NuqsTestingAdapter>,
      );
    expect(range("?rateMin=50&rateMax=5")).toBe("Commission 5 % to 50 %");
    expect(range("?rateMin=5&rateMax=50")).toBe("Commission 5 % to 50 %");
    expect(range("?rateMax=0")).toBe("Commission up to 0 %");
  });
});
