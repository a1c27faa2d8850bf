import { expect, expectAccessible, test } from "./watched";

for (const path of ["/", "/operators", "/operators/0x5accc90436492f24e6af278569691e2c942a676d"])
  test(`${path} fits a phone`, async ({ page }) => {
    await page.goto(path);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, "pixels that stand out to the right").toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
