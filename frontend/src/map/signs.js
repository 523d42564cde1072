// The signs on maps: a dot is a place, a dashed ring is somewhere around, a disc is several.
import { DivIcon } from "leaflet/dist/leaflet-src.esm.js";

/** The sign of one place. */
export function sign({ isExact, text = "" }) {
  const size = text ? 26 : 24; // also the least size of what a finger can hit
  return new DivIcon({
    className: `map-marker ${isExact ? "is-exact" : "is-vague"}${text ? " is-numbered" : ""}`,
    html: `<span>${text}</span>`,
    iconSize: [size, size],
  });
}

/** The sign of `count` places: the more, the wider. */
export function cluster(count) {
  const size = Math.round(22 + 3.4 * Math.log2(count));
  return new DivIcon({ className: "map-marker is-cluster", html: `<span>${count}</span>`, iconSize: [size, size] });
}
