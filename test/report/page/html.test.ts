import { expect, it } from "vitest";
import { html, trusted } from "../../../src/report/page/html.ts";

it("escapes what is put in, for text and for attributes", () => {
  const hostile = `<img src=x onerror="a('b')">&`;
  expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
    `<p title="&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;">&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;</p>`,
  );
});

it("takes nested markup as it is, one or many", () => {
  const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}</ul>${html`<hr>`}${trusted("<br>")}${3}`.text).toBe(
    "<ul><li>a</li><li>&lt;b&gt;</li></ul><hr><br>3",
  );
});

it("drops control and reordering characters", () => {
  expect(html`${"a\u0000\u001b[31mb\u202ec"}`.text).toBe("abc");
});
