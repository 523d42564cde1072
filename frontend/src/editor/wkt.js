// Well-known text of GeoSPARQL as GeoJSON: longitude before latitude.

const LITERAL = "http://www.opengis.net/ont/geosparql#wktLiteral";
const DEPTH = { POINT: 0, LINESTRING: 1, MULTIPOINT: 1, POLYGON: 2, MULTILINESTRING: 2, MULTIPOLYGON: 3 };
const NAMES = { POINT: "Point", LINESTRING: "LineString", MULTIPOINT: "MultiPoint", POLYGON: "Polygon", MULTILINESTRING: "MultiLineString", MULTIPOLYGON: "MultiPolygon" };

/** The geometry of a literal, or null for what cannot be drawn. */
export function geometry(text) {
  const [, crs, kind, rest] = /^\s*(?:<([^>]*)>)?\s*([A-Z]+)\s*(\(.*\))\s*$/is.exec(text) ?? [];
  const name = kind?.toUpperCase();
  if (!(name in DEPTH) || (crs && !crs.endsWith("CRS84"))) return null;
  const numbers = rest
    .replace(/\(\s*(-?[\d.]+\s+-?[\d.]+)\s*\)/g, name === "MULTIPOINT" ? "$1" : "($1)")
    .replace(/(-?[\d.]+(?:e-?\d+)?)\s+(-?[\d.]+(?:e-?\d+)?)(?:\s+-?[\d.]+)*/gi, "[$1,$2]")
    .replaceAll("(", "[")
    .replaceAll(")", "]");
  try {
    const nested = JSON.parse(numbers);
    return { type: NAMES[name], coordinates: DEPTH[name] === 0 ? nested[0] : nested };
  } catch {
    return null;
  }
}

/** The rows that hold a geometry, each with it. */
export function geometries(names, rows) {
  return rows.flatMap((row) =>
    names
      .filter((name) => row[name]?.datatype === LITERAL)
      .map((name) => ({ row, geometry: geometry(row[name].value) }))
      .filter((each) => each.geometry),
  );
}

/** A FeatureCollection named by the first text of each row, and linked to its first thing of ours. */
export function collection(names, found, { base, prefix }) {
  const features = found.map(({ row, geometry: shape }) => {
    const terms = names.map((name) => row[name]).filter(Boolean);
    const name = terms.find(({ type, datatype }) => type === "literal" && !datatype)?.value ?? "";
    const thing = terms.find(({ type, value }) => type === "uri" && value.startsWith(`${base}id/`));
    const url = thing && `${prefix}/${thing.value.slice(base.length)}`;
    return { type: "Feature", properties: { name, url }, geometry: shape };
  });
  return { type: "FeatureCollection", features };
}
