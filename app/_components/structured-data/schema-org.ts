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

/** One statement of this site about the subject of a page, such as its verdict. */
export interface Measured {
  name: string;
  value: string;
  description: string;
  /** The path of the page that says how it is judged. */
  technique: string;
}

interface DatasetFacts {
  name: string;
  description: string;
  path: string;
  csv?: string;
  measured?: Measured | undefined;
}

/** Returns the description of a page's figures as a data set of this site. It is no review: no stars, no rating. */
export const dataset = (base: string, { name, description, path, csv, measured }: DatasetFacts): Thing => ({
  "@type": "Dataset",
  name,
  description,
  url: new URL(path, base).href,
  isAccessibleForFree: true,
  creator: organization(base),
  ...(measured && {
    variableMeasured: {
      "@type": "PropertyValue",
      name: measured.name,
      value: measured.value,
      description: measured.description,
      measurementTechnique: new URL(measured.technique, base).href,
    },
  }),
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
