import { describe, expect, it } from "vitest";
import { filterParams, type Listing, listLinks, narrowingOf, toListing } from "./listing";

const LISTING = {
  search: "Search boats",
  placeholder: "Name",
  sorts: ["name", "length"],
  sort: "length",
  filters: [
    { name: "status", by: "status", options: { afloat: "Afloat", all: "All" } },
    { name: "crew", by: "range", label: "Crew", unit: "people", most: 100, presets: {} },
    { name: "crew", by: "address", label: "With" },
    {
      name: "sunk",
      by: "answer",
      label: "Sunk",
      options: { yes: ["Sunk", "Sunk once"], never: "Never sunk" },
    },
    { name: "rig", by: "any", label: "Rig", options: { sloop: "Sloop", ketch: "Ketch" } },
  ],
} as const satisfies Listing;
const { load, hrefWith } = listLinks("/boats", LISTING);
const read = (query: string) => load(new URLSearchParams(query));
const WHO = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";

describe("a list's state in its URL", () => {
  it("is whole where the URL says nothing, with the default sort and the first status", () => {
    expect(read("")).toEqual({
      q: "",
      sort: "length",
      dir: "desc",
      page: 1,
      rows: 50,
      status: "afloat",
      crewMin: null,
      crewMax: null,
      crew: null,
      sunk: null,
      rig: [],
    });
  });
  it("comes back from the link that it is written into, beginning at page 1", () => {
    const query = `q=mary&sort=name&dir=asc&rows=25&status=all&crewMin=2.5&crew=${WHO}&sunk=never&rig=ketch,sloop`;
    const state = read(`${query}&page=3`);
    const href = hrefWith(state, {});
    expect(href).toMatch(/^\/boats\?/);
    expect(read(href.slice("/boats".length))).toEqual({ ...state, page: 1 });
    expect(read(query)).toEqual({ ...state, page: 1 });
    expect(hrefWith(read(""), { page: 2 })).toBe("/boats?page=2");
  });
  it("takes what makes no sense as absent, and what goes too far as the most", () => {
    const odd = read(
      "sort=depth&dir=up&page=-1&rows=7&status=lost&crewMin=-1&crewMax=101&crew=me&sunk=no&rig=junk",
    );
    expect(odd).toEqual(read(""));
    expect(read("page=99999999999999").page).toBe(100_000);
    expect(read("q=").q).toBe("");
  });
  it("asks for a page, an order and a text that a procedure takes", () => {
    const state = read(`page=2&rows=100&sort=name&q=${"x".repeat(300)}`);
    expect(toListing(state)).toEqual({
      page: 2,
      perPage: 100,
      dir: "desc",
      sort: "name",
      q: "x".repeat(100),
    });
    expect(toListing(read("")).q).toBeUndefined();
  });
  it("tells a search from filters, and the first status from one that was chosen", () => {
    const narrowing = (query: string) => narrowingOf(LISTING, read(query));
    expect(narrowing("sort=name&dir=asc&page=3&rows=100&status=afloat")).toEqual({
      search: false,
      filters: false,
    });
    expect(narrowing("q=mary")).toEqual({ search: true, filters: false });
    for (const query of ["status=all", "crewMax=3", "sunk=yes", "rig=sloop", `crew=${WHO}`])
      expect(narrowing(query)).toEqual({ search: false, filters: true });
  });
  it("holds two parameters for a range and one for every other filter", () => {
    const names = LISTING.filters.map((filter) => Object.keys(filterParams([filter])));
    expect(names).toEqual([["status"], ["crewMin", "crewMax"], ["crew"], ["sunk"], ["rig"]]);
  });
});
