// The slider of years: as wide as the skyline above it, on the same declared scale.

const HOLD = 2000;

/** `changed` is called when somebody has chosen another year. */
export function slide(page, { ages, language }, changed) {
  const slider = page.querySelector("#year-slide");
  const field = page.querySelector("#year");
  const era = page.querySelector("#year-era");
  const say = (year) => {
    const count = year <= 0 ? 1 - year : year;
    const mark = era.querySelector(`[value=${year <= 0 ? "bce" : "ce"}]`).textContent;
    return language === "tr" ? `${mark} ${count}` : `${count} ${mark}`;
  };
  const first = ages[0][0];
  const last = ages.at(-1)[1];

  const place = (year) => {
    const [from, to, left, right] = ages.find(([, end]) => year <= end) ?? ages.at(-1);
    return left + ((Math.max(year, from) - from) / (to - from)) * (right - left);
  };
  const stretchAt = (share) => ages.find(([, , , right]) => share <= right) ?? ages.at(-1);
  /** Round years as readers count them: 500 BCE is -499. */
  const round = (year, step) => {
    const reader = year <= 0 ? year - 1 : year;
    const rounded = Math.round(reader / step) * step || step;
    return Math.min(Math.max(rounded < 0 ? rounded + 1 : rounded, first), last);
  };
  const yearAt = (share) => {
    const [from, to, left, right, step] = stretchAt(share);
    const inside = Math.max(0, (share - left) / (right - left));
    return round(from + inside * (to - from), step);
  };

  function current() {
    if (!/^[1-9]\d*$/.test(field.value)) return null;
    return era.value === "bce" ? 1 - Number(field.value) : Number(field.value);
  }

  function mark(year) {
    const line = page.querySelector("[data-part=ages] .age-year");
    const x = `${100 * place(year)}%`;
    if (line) for (const end of ["x1", "x2"]) line.setAttribute(end, x);
    slider.setAttribute("aria-valuetext", say(year));
  }

  function write(year) {
    field.value = String(year <= 0 ? 1 - year : year);
    era.value = year <= 0 ? "bce" : "ce";
    mark(year);
    changed();
  }

  slider.addEventListener("input", () => write(yearAt(slider.value / HOLD)));
  slider.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };
    const steps = ways[event.key];
    if (!steps) return;
    event.preventDefault();
    const year = current() ?? yearAt(slider.value / HOLD);
    const here = place(year);
    const [, , , , step] = stretchAt(here + (steps > 0 ? 0.0001 : -0.0001));
    const next = round(year + steps * step, step);
    slider.value = place(next) * HOLD;
    write(next);
  });

  function follow() {
    const year = current();
    slider.value = place(year ?? -499) * HOLD;
    if (year !== null) mark(year);
    else slider.setAttribute("aria-valuetext", page.querySelector("label[for=year]").dataset.none ?? "–");
    slider.classList.toggle("is-set", year !== null);
  }

  slider.max = HOLD;
  slider.disabled = false;
  follow();
  return { follow };
}
