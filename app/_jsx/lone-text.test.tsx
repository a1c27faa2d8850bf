import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";

const html = renderToStaticMarkup;
const Box = ({ children }: { children: React.ReactNode }) => <p>{children}</p>;
const [count, isBusy, nothing] = [2, false, null];
const fragment = (
  <>
    {count} <b>more</b>
  </>
);

it("makes one text of neighbouring ones, and no element for it where it is alone", () => {
  expect(html(<p>Compare {count} of 5</p>)).toBe("<p>Compare 2 of 5</p>");
  expect(html(<Box>Compare {count}</Box>)).toBe("<p>Compare 2</p>");
  expect(html(<option>Set {count}</option>)).toBe("<option>Set 2</option>");
});

it("gives a text beside something else, or beside what may come, an element of its own", () => {
  expect(
    html(
      <p>
        Compare {count} <b>now</b> or later
      </p>,
    ),
  ).toBe("<p><span>Compare 2 </span><b>now</b><span> or later</span></p>");
  expect(
    html(
      <button type="button">
        {isBusy && <b>…</b>}
        Save
      </button>,
    ),
  ).toBe('<button type="button"><span>Save</span></button>');
  expect(
    html(
      <p>
        {nothing}, and {fragment}
      </p>,
    ),
  ).toBe("<p><span>, and </span><span>2 </span><b>more</b></p>");
  expect(
    html(
      <Box>
        {count} <b>!</b>
      </Box>,
    ),
  ).toBe("<p><span>2 </span><b>!</b></p>");
});

it("keeps spaces between elements, and text where nothing else may be", () => {
  expect(
    html(
      <p>
        <b>1</b> <b>2</b>
      </p>,
    ),
  ).toBe("<p><b>1</b> <b>2</b></p>");
  expect(
    html(
      <option>
        {nothing}
        {count} sets
      </option>,
    ),
  ).toBe("<option>2 sets</option>");
});
