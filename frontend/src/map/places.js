// All places of a release: clustered, filtered by period, walked through with the arrow keys.
import { LayerGroup, Marker } from "leaflet/dist/leaflet-src.esm.js";
import Supercluster from "supercluster";
import { card } from "./card.js";
import { cluster, sign } from "./signs.js";
import { walk } from "./walk.js";

const [PATH, NAME, LONGITUDE, LATITUDE, EXACT, TYPE, PERIODS] = [0, 1, 2, 3, 4, 5, 6];

/** Show a table of places (see pages/atlas/points.py) on a map. */
export function places(map, table, settings, figure) {
  const { words, prefix = "" } = settings;
  const say = (word, values) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const detail = card(figure.querySelector(".map-canvas"), words);
  const group = new LayerGroup().addTo(map);
  const shown = new Map();
  let index;

  function gather(period) {
    const at = period ? table.periods.indexOf(period) : -1;
    const rows = period ? table.rows.filter((row) => row[PERIODS].includes(at)) : table.rows;
    index = new Supercluster({ radius: 40, extent: 256, maxZoom: map.getMaxZoom() }).load(
      rows.map((row) => ({
        type: "Feature",
        properties: row,
        geometry: { type: "Point", coordinates: [row[LONGITUDE], row[LATITUDE]] },
      })),
    );
    detail.hide();
    const count = figure.querySelector(".map-count");
    if (count) count.value = say("shown", { n: rows.length, all: table.rows.length });
    draw();
  }

  function draw() {
    const bounds = map.getBounds().pad(0.1);
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const wanted = new Map(index.getClusters(box, Math.floor(map.getZoom())).map((each) => [key(each), each]));
    for (const [name, marker] of shown) {
      if (wanted.has(name)) continue;
      group.removeLayer(marker);
      shown.delete(name);
    }
    for (const [name, feature] of wanted) {
      if (!shown.has(name)) shown.set(name, add(feature));
    }
    walker.settle();
  }

  function add(feature) {
    const [longitude, latitude] = feature.geometry.coordinates;
    const { cluster: isCluster, point_count: count } = feature.properties;
    const icon = isCluster ? cluster(count) : sign({ isExact: feature.properties[EXACT] });
    const marker = new Marker([latitude, longitude], { icon, keyboard: false, riseOnHover: true });
    const label = isCluster ? say("places", { n: count }) : title(feature.properties);
    marker.on("add", () => walker.welcome(marker, label, () => open(feature, marker)));
    marker.on("click", () => open(feature, marker));
    return marker.addTo(group);
  }

  function open(feature, marker) {
    const { cluster: isCluster, cluster_id: id } = feature.properties;
    if (!isCluster) return detail.show(words.open, [link(feature.properties)], marker.getElement());
    const zoom = index.getClusterExpansionZoom(id);
    if (zoom <= map.getMaxZoom()) return map.setView(marker.getLatLng(), zoom);
    const rows = index.getLeaves(id, Infinity).map((leaf) => leaf.properties);
    detail.show(say("same", { n: rows.length }), rows.map(link), marker.getElement());
  }

  const title = (row) => [row[NAME], table.types[row[TYPE]], row[EXACT] ? "" : words.vague].filter(Boolean).join(", ");
  const link = (row) => ({
    url: `${prefix}/id/${row[PATH]}`,
    name: row[NAME],
    about: [table.types[row[TYPE]], row[EXACT] ? "" : words.vague].filter(Boolean).join(" · "),
  });

  const walker = walk(map, shown);
  choose(figure, settings.choice, gather);
  map.on("moveend", draw);
  map.on("click", detail.hide);
}

const key = ({ properties, geometry }) =>
  properties.cluster ? `${properties.point_count}@${geometry.coordinates}` : properties[PATH];

/** Periods are chosen by a <select>, or by their bar on the timeline. */
function choose(figure, id, gather) {
  const select = id && document.getElementById(id);
  if (!select) return gather("");
  const bars = [...document.querySelectorAll(".time-bar")];
  const change = () => {
    gather(select.value);
    for (const bar of bars) {
      bar.classList.toggle("is-chosen", bar.dataset.period === select.value);
      const isKnown = bars.some((each) => each.dataset.period === select.value);
      bar.closest(".timeline").classList.toggle("is-choosing", isKnown);
    }
  };
  for (const bar of bars) {
    bar.classList.add("is-live");
    bar.addEventListener("click", () => {
      select.value = select.value === bar.dataset.period ? "" : bar.dataset.period;
      change();
    });
  }
  select.addEventListener("change", change);
  figure.querySelector(".map-tools").inert = false;
  change();
}
