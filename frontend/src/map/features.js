// What a page is about: points, vague places, outlines and courses, as GeoJSON.
// properties: name; url (optional); radius in metres (a place known to lie within it);
// near: true (another thing: small, pale; the page lists the nearest, so keys pass it by);
// order: true (a line that only says what comes after what);
// vague: true (a point that only stands for the place); number (a stop of a route).
import { Circle, DivIcon, GeoJSON, LatLngBounds, Marker } from "leaflet/dist/leaflet-src.esm.js";
import { sign } from "./signs.js";

/** Draw a FeatureCollection, and show all of it unless `settings.keepView`. */
export function features(map, collection, { words, keepView }) {
  const layer = new GeoJSON(collection, {
    style: ({ properties }) => ({ className: properties?.vague ? "map-area" : "map-shape" }),
    interactive: false,
    pointToLayer: ({ properties }, where) => place(where, properties ?? {}, words),
  }).addTo(map);
  layer.eachLayer((each) => {
    if (/LineString/.test(each.feature.geometry?.type)) each.getElement?.()?.setAttribute("class", each.feature.properties?.order ? "map-order" : "map-line");
  });
  const bounds = new LatLngBounds([]);
  layer.eachLayer((each) => {
    if (!each.feature.properties?.near) bounds.extend(each.getBounds?.() ?? each.getLatLng());
  });
  if (!keepView && bounds.isValid()) {
    map.subject = bounds.pad(0.2);
    map.fire("reframe");
  }
  return layer;
}

function place(where, properties, words) {
  if (properties.near) return neighbour(where, properties);
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

function neighbour(where, { name, url }) {
  const icon = new DivIcon({ className: "map-neighbour", html: "<span></span>", iconSize: [14, 14] });
  const marker = new Marker(where, { icon, keyboard: false, title: name });
  marker.on("add", () => marker.getElement().setAttribute("aria-hidden", "true"));
  marker.on("click", () => location.assign(url));
  return marker;
}
