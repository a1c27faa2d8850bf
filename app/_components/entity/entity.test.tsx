import { describe, expect, it } from "vitest";
import { html, words } from "../values/testing";
import { Entity } from "./entity";
import { Identicon } from "./identicon";

const address = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";
const spelled = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

describe("an entity", () => {
  it("draws the same mark for an address in any case, and another for another", () => {
    const mark = (text: string) => html(<Identicon address={text} />);
    expect(mark(spelled)).toBe(mark(address));
    expect(mark(address.replace("0x5", "0x6"))).not.toBe(mark(address));
  });
  it("shows a hostile name as inert text on one line", () => {
    const shown = html(<Entity address={address} name={"</script><img src=x>\u202egnp.exe"} />);
    expect(shown).toContain("&lt;/script&gt;&lt;img src=x&gt;gnp.exe");
    expect(shown).not.toContain("\u202e");
  });
  it("puts the address in place of a name that is missing or invisible", () => {
    for (const name of [null, "\u200b"])
      expect(words(<Entity address={address} name={name} />)).toBe("0x5aAe…eAed no name declared");
  });
});
