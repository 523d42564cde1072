// Maps: mount() turns the server's picture into one that can be moved.
// settings (in the figure's <script type="application/json">), all optional but base and words:
//   base      address of the base map        points   address of a table of all places
//   choice    id of a <select> of periods    features GeoJSON of what the page is about
//   only      id of an element: of the table, only what it has links to is shown
//   cells     address of the cells of a search, and query, the search itself
//   zoom      how near a map begins at most
//   tiles     { url, attribution }           prefix   path of the service
import "leaflet/dist/leaflet.css";
import "./map.css";
import { chart } from "./map/chart.js";
import { cells } from "./map/cells.js";
import { features } from "./map/features.js";
import { places } from "./map/places.js";

const json = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
};

/** Make a figure of the template `map.html` move; gives the Leaflet map. */
export async function mount(figure) {
  const settings = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const canvas = figure.querySelector(".map-canvas");
  const [base, table] = await Promise.all([
    json(settings.base),
    settings.points ? json(settings.points) : null,
  ]);
  const map = chart(canvas, base, settings);
  if (settings.features) features(map, settings.features, settings);
  if (table) places(map, table, settings, figure);
  if (settings.cells) await cells(map, settings, figure);
  figure.classList.add("is-alive");
  return map;
}
