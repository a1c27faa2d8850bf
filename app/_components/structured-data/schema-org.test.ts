import { expect, test } from "vitest";
import { breadcrumbs, dataset, scriptJson } from "./schema-org";

test("a name cannot end the script element that it stands in, and is the same when it is read", () => {
  const name = '</script><!--<script>alert(1)</script> "\u2028';
  const text = scriptJson(breadcrumbs("https://watch.example", { name, path: "/operators" }));
  expect(text).not.toContain("<");
  expect(JSON.parse(text)).toEqual({
    "@type": "BreadcrumbList",
    itemListElement: [{ "@type": "ListItem", position: 1, name, item: "https://watch.example/operators" }],
  });
});

test("states a verdict as a measured value, and as no review or rating", () => {
  const measured = {
    name: "Verdict",
    value: "Stake redistributed",
    description: "6 of 6 questions are answered.",
    technique: "/methodology#verdict",
  };
  const said = dataset("https://watch.example", {
    name: "X",
    description: "Y",
    path: "/operators/0x1",
    measured,
  });
  expect(said.variableMeasured).toEqual({
    "@type": "PropertyValue",
    name: "Verdict",
    value: "Stake redistributed",
    description: "6 of 6 questions are answered.",
    measurementTechnique: "https://watch.example/methodology#verdict",
  });
  expect(JSON.stringify(said)).not.toMatch(/rating|review|star/i);
});
