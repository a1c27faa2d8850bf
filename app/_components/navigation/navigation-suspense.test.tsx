import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { NavigationSuspense } from "./navigation-suspense";

describe("a page that is opened by its address", () => {
  it("comes whole, in no boundary that could hide it", () => {
    const page = (
      <NavigationSuspense skeleton={<p>Loading</p>}>
        <main>$731.57M</main>
      </NavigationSuspense>
    );
    expect(renderToString(page)).toBe("<main>$731.57M</main>");
  });
});
