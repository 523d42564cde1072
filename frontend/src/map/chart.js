// The base map in Leaflet. Its shapes carry the classes of the server's picture, and so its colours.
import { Control, GeoJSON, Map as LeafletMap, SVG, TileLayer } from "leaflet/dist/leaflet-src.esm.js";
import { labels } from "./labels.js";

const NEAREST = 17;
const NEAR = 13;

/** A map in place of the picture that `canvas` holds. */
export function chart(canvas, base, { tiles, words, zoom = NEAR }) {
  const frame = document.createElement("div");
  frame.className = "map-frame";
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", `${words.map}. ${words.keys}`);
  const picture = canvas.querySelector("svg");
  canvas.append(frame);
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new LeafletMap(frame, {
    attributionControl: false,
    zoomControl: false,
    maxZoom: NEAREST,
    zoomSnap: 0.25,
    zoomDelta: 1,
    scrollWheelZoom: false,
    renderer: new SVG({ padding: 0.4 }),
    zoomAnimation: !isStill,
    fadeAnimation: !isStill,
    markerZoomAnimation: !isStill,
    inertia: !isStill,
  });
  const shape = new GeoJSON(base, {
    interactive: false,
    style: ({ properties }) => ({ className: `map-${properties.layer}`, weight: null }),
    filter: ({ geometry, properties }) => geometry !== null && properties.layer !== "district",
  });
  const home = () => {
    const province = shape.getLayers().find((each) => each.feature.properties.layer === "province");
    return (province ?? shape).getBounds().pad(0.03);
  };
  map.fitBounds(home());
  map.setMinZoom(map.getZoom() - 1.5);
  map.setMaxBounds(shape.getBounds().pad(0.15));
  if (tiles) new TileLayer(tiles.url, { maxZoom: NEAREST, className: "map-tile" }).addTo(map);
  frame.classList.toggle("has-tiles", Boolean(tiles));
  const district = new GeoJSON(base, {
    interactive: false,
    style: { className: "map-border" },
    filter: ({ geometry, properties }) => geometry !== null && properties.layer === "district",
  });
  for (const layer of [...shape.getLayers().filter(isGround), district, ...shape.getLayers().filter(isLine)]) {
    layer.addTo(map);
  }
  labels(map, district);
  controls(map, words, home);
  // A page scrolls by its wheel until somebody has chosen the map.
  frame.addEventListener("focusin", () => map.scrollWheelZoom.enable());
  map.on("click", () => map.scrollWheelZoom.enable());
  frame.addEventListener("focusout", () => map.scrollWheelZoom.disable());
  frame.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  let isTouched = false;
  for (const act of ["pointerdown", "keydown"]) {
    frame.addEventListener(act, () => { isTouched = true; }, { once: true });
  }
  new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    if (!isTouched) map.fire("reframe");
  }).observe(frame);
  map.on("reframe", () => map.fitBounds(map.subject ?? home(), { animate: false, maxZoom: tiles ? Math.max(zoom, NEAR) : zoom }));
  picture?.setAttribute("hidden", "");
  return map;
}

const layerOf = (layer) => layer.feature.properties.layer;
const isGround = (layer) => ["land", "province"].includes(layerOf(layer));
const isLine = (layer) => ["river", "coast"].includes(layerOf(layer));

function controls(map, words, home) {
  const bar = new Control({ position: "topright" });
  bar.onAdd = () => {
    const box = document.createElement("div");
    box.className = "map-buttons";
    const add = (label, path, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", label);
      button.title = label;
      button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`;
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        act();
      });
      button.addEventListener("dblclick", (event) => event.stopPropagation());
      box.append(button);
    };
    add(words.zoomIn, "M8 3v10M3 8h10", () => map.zoomIn());
    add(words.zoomOut, "M3 8h10", () => map.zoomOut());
    add(words.reset, "M2.500 8 8 3l5.500 5M4 7v6h8V7", () => map.fitBounds(home()));
    return box;
  };
  bar.addTo(map);
}
