type Thing = { "@type": string; [property: string]: unknown };

/** JSON that may stand inside a script element: whatever a stranger's name holds, it cannot end the element. */
export const scriptJson = (thing: unknown) => JSON.stringify(thing).replaceAll("<", "\\u003c");

/** Where a page stands, from the section that lists it; `base` is the address of this site. */
export const breadcrumbs = (base: string, ...steps: { name: string; path: string }[]): Thing => ({
  "@type": "BreadcrumbList",
  itemListElement: steps.map(({ name, path }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: new URL(path, base).href,
  })),
});

/** The figures of a page as a data set of this site. */
export const dataset = (
  base: string,
  { name, description, path, csv }: { name: string; description: string; path: string; csv?: string },
): Thing => ({
  "@type": "Dataset",
  name,
  description,
  url: new URL(path, base).href,
  isAccessibleForFree: true,
  creator: organization(base),
  ...(csv && {
    distribution: {
      "@type": "DataDownload",
      encodingFormat: "text/csv",
      contentUrl: new URL(csv, base).href,
    },
  }),
});

export const organization = (base: string): Thing => ({
  "@type": "Organization",
  name: "EigenWatch",
  url: new URL("/", base).href,
});
