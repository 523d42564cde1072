// One stop of the Tab key for all places of a map; arrow keys go to the next one that way.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** `markers` is the live Map of the markers that are shown. */
export function walk(map, markers) {
  const elements = () => [...markers.values()].map((marker) => marker.getElement()).filter(Boolean);

  function choose(element) {
    for (const each of elements()) each.tabIndex = each === element ? 0 : -1;
  }

  function next(from, [dx, dy]) {
    const here = centre(from);
    let best = null;
    let least = Infinity;
    for (const each of elements()) {
      const [x, y] = centre(each).map((value, axis) => value - here[axis]);
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (each === from || ahead <= 0 || aside > 2 * ahead) continue;
      if (ahead + 2 * aside < least) [best, least] = [each, ahead + 2 * aside];
    }
    return best;
  }

  return {
    /** A marker is on the map: give it its name and its keys. */
    welcome(marker, label, open) {
      const element = marker.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", label);
      element.title = label;
      element.tabIndex = -1;
      element.addEventListener("focus", () => choose(element));
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") open();
        else if (WAYS[event.key]) next(element, WAYS[event.key])?.focus({ preventScroll: true });
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
    },
    /** After a change there is still one place to come to by Tab. */
    settle() {
      const all = elements();
      if (!all.some((each) => each.tabIndex === 0) && all.length) all[0].tabIndex = 0;
    },
  };
}

function centre(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}
