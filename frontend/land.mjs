// The land around the province, cut from Natural Earth (1:10 million, public domain):
// so that a map can tell the sea from the neighbours' fields.
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const WINDOW = { west: 23.4, south: 36.4, east: 31.4, north: 40.7 };

const world = createRequire(import.meta.url)("world-atlas/land-10m.json");

/** One MultiPolygon in longitude and latitude, rounded to about ten metres. */
export function land() {
  const all = feature(world, world.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
  const coordinates = all.map((rings) => rings.map(clip).filter(isArea)).filter((p) => p.length);
  return { type: "MultiPolygon", coordinates };
}

const isArea = (ring) => ring.length > 3;

/** A ring cut by each side of the window in turn (Sutherland and Hodgman). */
function clip(ring) {
  const { west, south, east, north } = WINDOW;
  let points = ring;
  points = cut(points, 0, west, 1);
  points = cut(points, 0, east, -1);
  points = cut(points, 1, south, 1);
  points = cut(points, 1, north, -1);
  const rounded = points.map(([x, y]) => [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4]);
  return rounded.length ? [...rounded, rounded[0]] : [];
}

function cut(points, axis, limit, sign) {
  const isIn = (p) => sign * (p[axis] - limit) >= 0;
  return points.flatMap((here, i) => {
    const before = points.at(i - 1);
    const crossing = isIn(here) === isIn(before) ? [] : [meet(before, here, axis, limit)];
    return isIn(here) ? [...crossing, here] : crossing;
  });
}

function meet(a, b, axis, limit) {
  const t = (limit - a[axis]) / (b[axis] - a[axis]);
  const p = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  p[axis] = limit;
  return p;
}
