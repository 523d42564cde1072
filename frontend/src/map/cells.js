// The results of a search on a map: the server gathers them into as many cells as there is room for,
// so that a hundred thousand results cost as little as a hundred.
import { LayerGroup, Marker } from "leaflet/dist/leaflet-src.esm.js";
import { card } from "./card.js";
import { cluster, sign } from "./signs.js";
import { walk } from "./walk.js";

const [LON, LAT, NUMBER, CERTAIN, TOP, LABEL, KIND, EXACT, BOX] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const CLOSE = 0.0002;

/** `settings.cells` is the address of the cells, `settings.query` the search. */
export function cells(map, settings, figure) {
  const { words, prefix = "" } = settings;
  const say = (word, values) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const detail = card(figure.querySelector(".map-canvas"), words);
  const group = new LayerGroup().addTo(map);
  const count = figure.querySelector(".map-count");
  const area = figure.querySelector("#in-area");
  const shown = new Map();
  const walker = walk(map, shown);
  let { query } = settings;
  let stop = new AbortController();
  let ring = null;

  async function draw() {
    stop.abort();
    stop = new AbortController();
    const bounds = map.getBounds().pad(0.15);
    const view = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const asked = new URLSearchParams(query);
    for (const name of ["sort", "lang", "limit", "after"]) asked.delete(name);
    asked.set("view", view.map((each) => each.toFixed(4)).join(","));
    asked.set("zoom", String(Math.round(map.getZoom())));
    try {
      const answer = await fetch(`${settings.cells}?${asked}`, { signal: stop.signal });
      if (!answer.ok) return;
      show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  function show({ rows, located }) {
    const wanted = new Map(rows.map((row) => [key(row), row]));
    for (const [name, marker] of shown) {
      if (wanted.has(name)) continue;
      group.removeLayer(marker);
      shown.delete(name);
    }
    for (const [name, row] of wanted) if (!shown.has(name)) shown.set(name, add(row));
    if (count) count.value = say("located", { n: located.toLocaleString(document.documentElement.lang) });
    walker.settle();
  }

  function add(row) {
    const isOne = row[NUMBER] === 1;
    const icon = isOne ? sign({ isExact: row[EXACT] }) : cluster(row[NUMBER]);
    icon.options.className += row[CERTAIN] === 0 ? " is-possible" : row[CERTAIN] < row[NUMBER] ? " is-mixed" : "";
    const marker = new Marker([row[LAT], row[LON]], { icon, keyboard: false, riseOnHover: true });
    const over = (path) => figure.dispatchEvent(new CustomEvent("map:over", { detail: path }));
    marker.on("add", () => {
      walker.welcome(marker, title(row), () => open(row, marker));
      const element = marker.getElement();
      for (const act of ["mouseenter", "focus"]) element.addEventListener(act, () => over(row[TOP]));
      for (const act of ["mouseleave", "blur"]) element.addEventListener(act, () => over(null));
    });
    marker.on("click", () => open(row, marker));
    return marker.addTo(group);
  }

  function title(row) {
    if (row[NUMBER] > 1) return say("several", { n: row[NUMBER], name: row[LABEL] });
    return [row[LABEL], row[KIND], row[EXACT] ? "" : words.vague, isDated() && words[row[CERTAIN] ? "certain" : "possible"]]
      .filter(Boolean).join(", ");
  }

  const isDated = () => new URLSearchParams(query).has("year");

  function open(row, marker) {
    if (row[NUMBER] > 1) {
      const [west, south, east, north] = row[BOX];
      const isWide = east - west > CLOSE || north - south > CLOSE;
      if (isWide && map.getZoom() < map.getMaxZoom()) {
        return map.fitBounds([[south, west], [north, east]], { padding: [40, 40], maxZoom: map.getMaxZoom() });
      }
      const box = [west - CLOSE, south - CLOSE, east + CLOSE, north + CLOSE].map((each) => each.toFixed(5)).join(",");
      const link = new URLSearchParams(query);
      link.set("bbox", box);
      return detail.show(title(row), [
        { url: `${prefix}/id/${row[TOP]}`, name: row[LABEL], about: row[KIND] },
        { url: `${prefix}/explore?${link}`, name: words.listed, about: say("same", { n: row[NUMBER] }) },
      ], marker.getElement());
    }
    const about = [row[KIND], row[EXACT] ? "" : words.vague, isDated() && words[row[CERTAIN] ? "certain" : "possible"]];
    return detail.show(words.open, [
      { url: `${prefix}/id/${row[TOP]}`, name: row[LABEL], about: about.filter(Boolean).join(" · ") },
    ], marker.getElement());
  }

  figure.addEventListener("map:query", ({ detail: next }) => {
    if (next === query) return;
    query = next;
    detail.hide();
    for (const marker of shown.values()) group.removeLayer(marker);
    shown.clear();
    draw();
  });
  figure.addEventListener("map:show", ({ detail: thing }) => {
    ring?.remove();
    ring = null;
    if (!thing?.point) return;
    const [lon, lat] = thing.point.split(",").map(Number);
    const icon = sign({ isExact: true });
    icon.options.className = "map-ring";
    ring = new Marker([lat, lon], { icon, interactive: false, keyboard: false, zIndexOffset: 2000 }).addTo(map);
    ring.getElement().removeAttribute("title");
    ring.getElement().setAttribute("aria-hidden", "true");
  });
  area?.addEventListener("click", () => {
    const bounds = map.getBounds();
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    figure.dispatchEvent(new CustomEvent("map:area", { detail: box.map((each) => each.toFixed(4)).join(",") }));
  });
  figure.querySelector(".map-tools").inert = false;
  map.on("moveend", draw);
  map.on("click", detail.hide);
  const box = new URLSearchParams(query).get("bbox")?.split(",").map(Number);
  if (box?.length === 4) map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { animate: false });
  return draw();
}

const key = (row) => `${row[TOP]}*${row[NUMBER]}*${row[CERTAIN]}@${row[LON]},${row[LAT]}`;
