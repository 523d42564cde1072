// Results: a table in pages, a map if there are geometries, a graph as text, or what went wrong.
import { cell, element } from "./cells.js";
import { collection, geometries } from "./wkt.js";

const PAGE = 50;

/** Draws into `place`, a section with a heading. */
export function results(place, settings) {
  const { words } = settings;
  const say = (word, values = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const status = place.querySelector("[role=status]");
  const body = place.querySelector(".result-body");

  function show(answer, goTo) {
    place.hidden = false;
    body.replaceChildren();
    if (answer.problem) return problem(answer.problem, goTo);
    if (answer.table) return table(answer);
    status.textContent = say("took", { n: seconds(answer) });
    if (answer.graph === undefined) body.append(element("p", { className: "summary" }, say(answer.boolean ? "yes" : "no")));
    else body.append(element("pre", { tabIndex: 0 }, answer.graph));
  }

  function problem({ title, detail, line, column, text }, goTo) {
    status.textContent = "";
    const box = element("div", { className: "query-problem", role: "alert" });
    box.append(element("strong", {}, title ?? say("failed")));
    if (detail) box.append(element("p", {}, detail));
    if (text && line) {
      box.append(element("pre", {}, `${text}\n${" ".repeat(Math.max(0, (column ?? 1) - 1))}^`));
      const jump = element("button", { type: "button", className: "quiet" }, say("goToLine", { line }));
      jump.addEventListener("click", goTo);
      box.append(jump);
    }
    body.append(box);
  }

  function table(answer) {
    const { names, rows } = answer.table;
    const count = new Intl.NumberFormat(document.documentElement.lang).format(rows.length);
    status.textContent = `${say("rows", { n: count })} · ${say("took", { n: seconds(answer) })}`;
    if (!rows.length) return;
    const pages = element("div");
    const found = geometries(names, rows);
    if (found.length) views(pages, found, answer.table);
    body.append(pages);
    page(pages, names, rows, 0);
  }

  /** Two buttons, table and map; the map is made when it is first looked at. */
  function views(pages, found, { names }) {
    const atlas = element("div", { hidden: true });
    const bar = element("div", { className: "result-views", role: "group" });
    bar.setAttribute("aria-label", say("views"));
    const buttons = ["table", "map"].map((word) => element("button", { type: "button", className: "quiet" }, say(word)));
    const press = async (isMap) => {
      buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(Boolean(index) === isMap)));
      pages.hidden = isMap;
      atlas.hidden = !isMap;
      if (isMap && !atlas.childElementCount) await draw(atlas, collection(names, found, settings));
    };
    buttons.forEach((button, index) => button.addEventListener("click", () => press(index === 1)));
    bar.append(...buttons);
    body.append(bar, atlas);
    press(false);
  }

  async function draw(atlas, features) {
    const link = element("link", { rel: "stylesheet", href: settings.mapStyle });
    document.head.append(link);
    const figure = element("figure", { className: "map" });
    const data = element("script", { type: "application/json" });
    data.textContent = JSON.stringify({ ...settings.mapSettings, features });
    figure.append(data, element("div", { className: "map-canvas" }));
    atlas.append(figure);
    const [{ mount }] = await Promise.all([import(settings.map), new Promise((done) => { link.onload = link.onerror = done; })]);
    await mount(figure);
  }

  function page(place, names, rows, at) {
    const head = element("tr");
    head.append(...names.map((name) => element("th", { scope: "col" }, name)));
    const some = rows.slice(at, at + PAGE).map((row) => {
      const line = element("tr");
      line.append(...names.map((name) => cell(row[name], settings)));
      return line;
    });
    const scroll = element("div", { className: "scroll", tabIndex: 0, role: "region" });
    scroll.setAttribute("aria-label", say("table"));
    const shown = element("table");
    shown.append(element("thead"), element("tbody"));
    shown.tHead.append(head);
    shown.tBodies[0].append(...some);
    scroll.append(shown);
    place.replaceChildren(scroll, ...turning(place, names, rows, at));
  }

  function turning(place, names, rows, at) {
    if (rows.length <= PAGE) return [];
    const bar = element("div", { className: "result-pages" });
    const turn = (word, to) => {
      const button = element("button", { type: "button", className: "quiet", disabled: to < 0 || to >= rows.length }, say(word));
      button.addEventListener("click", () => page(place, names, rows, to));
      return button;
    };
    const now = element("span", {}, say("page", { n: at / PAGE + 1, all: Math.ceil(rows.length / PAGE) }));
    bar.append(turn("previous", at - PAGE), now, turn("next", at + PAGE));
    return [bar];
  }

  const seconds = (answer) =>
    new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 }).format(answer.seconds);

  return {
    show,
    wait() {
      place.hidden = false;
      status.textContent = say("waiting");
    },
  };
}
