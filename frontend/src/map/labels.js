// Names of districts, where there is room for them.
import { DivIcon, LayerGroup, Marker } from "leaflet/dist/leaflet-src.esm.js";

const ROOM = 120;

/** Write the name of each district that is wide enough on the screen. */
export function labels(map, districts) {
  const group = new LayerGroup().addTo(map);
  map.createPane("names").classList.add("map-names");
  const write = () => {
    group.clearLayers();
    districts.eachLayer((layer) => {
      const bounds = layer.getBounds();
      const west = map.latLngToContainerPoint(bounds.getSouthWest()).x;
      const east = map.latLngToContainerPoint(bounds.getNorthEast()).x;
      const name = layer.feature.properties.name;
      if (!name || east - west < Math.max(ROOM, name.length * 9)) return;
      const span = document.createElement("span");
      span.textContent = name;
      const icon = new DivIcon({ className: "map-district", html: span, iconSize: null });
      new Marker(layer.getCenter(), { icon, interactive: false, keyboard: false, pane: "names" }).addTo(group);
    });
  };
  map.on("zoomend", write);
  write();
}
