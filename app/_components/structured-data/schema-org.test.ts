import { expect, test } from "vitest";
import { breadcrumbs, scriptJson } from "./schema-org";

test("a name cannot end the script element that it stands in, and is the same when it is read", () => {
  const name = '</script><!--<script>alert(1)</script> "\u2028';
  const text = scriptJson(breadcrumbs("https://watch.example", { name, path: "/operators" }));
  expect(text).not.toContain("<");
  expect(JSON.parse(text)).toEqual({
    "@type": "BreadcrumbList",
    itemListElement: [{ "@type": "ListItem", position: 1, name, item: "https://watch.example/operators" }],
  });
});
