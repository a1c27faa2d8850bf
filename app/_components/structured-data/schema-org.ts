type Thing = { "@type": string; [property: string]: unknown };

/** Returns JSON that is safe inside a script element: no self-declared name in it can close the element. */
export const scriptJson = (thing: unknown) => JSON.stringify(thing).replaceAll("<", "\\u003c");

/** Returns the breadcrumb of a page for search engines; `base` is the URL of this site. */
export const breadcrumbs = (base: string, ...steps: { name: string; path: string }[]): Thing => ({
  "@type": "BreadcrumbList",
  itemListElement: steps.map(({ name, path }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: new URL(path, base).href,
  })),
});

/** Returns the description of a page's figures as a data set of this site. */
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
