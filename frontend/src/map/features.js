// What a page is about: points, vague places, outlines and courses, as GeoJSON.
// properties: name; url (optional); radius in metres (a place known to lie within it);
// vague: true (a point that only stands for the place); number (a stop of a route).
import { Circle, GeoJSON, Marker } from "leaflet/dist/leaflet-src.esm.js";
import { sign } from "./signs.js";

/** Draw a FeatureCollection, and show all of it unless `settings.keepView`. */
export function features(map, collection, { words, keepView }) {
  const layer = new GeoJSON(collection, {
    style: { className: "map-shape" },
    interactive: false,
    pointToLayer: ({ properties }, where) => place(where, properties ?? {}, words),
  }).addTo(map);
  layer.eachLayer((each) => {
    if (/LineString/.test(each.feature.geometry?.type)) each.getElement?.()?.setAttribute("class", "map-line");
  });
  const bounds = layer.getBounds();
  if (!keepView && bounds.isValid()) {
    map.subject = bounds.pad(0.2);
    map.fire("reframe");
  }
  return layer;
}

function place(where, properties, words) {
  if (properties.radius) return new Circle(where, { radius: properties.radius, className: "map-area" });
  const label = [properties.name, properties.vague && words.vague].filter(Boolean).join(", ");
  const marker = new Marker(where, {
    icon: sign({ isExact: !properties.vague, text: properties.number }),
    keyboard: false,
    interactive: Boolean(properties.url),
  });
  marker.on("add", () => {
    const element = marker.getElement();
    element.setAttribute("role", properties.url ? "link" : "img");
    element.setAttribute("aria-label", label);
    if (!properties.url) return;
    element.tabIndex = 0;
    element.addEventListener("keydown", ({ key }) => key === "Enter" && location.assign(properties.url));
  });
  if (properties.url) marker.on("click", () => location.assign(properties.url));
  return marker;
}
