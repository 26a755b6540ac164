/* Draws a figure with Plotly, and draws it again in place when it changes. The library is requested once, when the page is on
   the screen, so that no heading waits for it. Until then its name stands in an empty area of the right height. */
const isOnScreen = () => !document.documentElement.classList.contains('drawing');

/* After the frame that shows the page: to run the library takes long enough that this frame would be late. */
const whenOnScreen = () => new Promise((resolve) => {
  const look = () => requestAnimationFrame(isOnScreen() ? () => setTimeout(resolve) : look);
  look();
});

const request = (path) => new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = `${(window.__streamlit?.BACKEND_BASE_URL || window.location.origin).replace(/\/$/, '')}/${path}`;
  script.onload = () => resolve(window.Plotly);
  script.onerror = reject;
  document.head.append(script);
});

/* The library, or a new try where it could not be had. */
let requested;
const load = (path) => {
  requested ??= whenOnScreen().then(() => request(path));
  requested.catch(() => { requested = undefined; });
  return requested;
};

/* What each chart shows: the latest data wins, whatever arrives first. */
const latest = new WeakMap();

/* Whether the page is on paper: while it is printed, and in a preview of print. */
let isPrinting = false;
const isOnPaper = () => isPrinting || window.matchMedia('print').matches;

/* A figure in the inks of paper, which is white also where the screen is dark. */
const onPaper = ({ paper, ...figure }) => {
  const copy = structuredClone(figure);
  for (const [path, ink] of paper) path.slice(0, -1).reduce((part, name) => part[name], copy)[path.at(-1)] = ink;
  return copy;
};

/* The least width in pixels at which a figure that is also laid out for a wide screen is drawn so. */
const WIDE = 470;
const fitting = (chart) => {
  const { figure, wide } = latest.get(chart);
  if (!wide) return figure;
  const fit = chart.clientWidth < WIDE ? figure : wide;
  chart.style.height = `${fit.layout.height}px`;
  return fit;
};

const draw = (chart) => {
  const { Plotly, config } = latest.get(chart);
  const fit = fitting(chart);
  const { data, layout } = isOnPaper() && fit.paper.length ? onPaper(fit) : fit;
  const width = chart.clientWidth;
  if (!Plotly || !width) return;
  if (Number(chart.dataset.width) !== width) {
    chart.dataset.width = width;
    chart.style.setProperty('--drawn-width', width);
  }
  Plotly.react(chart, data, { ...layout, width }, config);
};

/* Draws a chart again when its width changes and when it is printed, and asks for the inks of the other screen when the
   reader switches to it: a printer, which is no dark screen, switches for a moment. */
const follow = (chart) => {
  const stop = new AbortController();
  const observer = new ResizeObserver(() => {
    if (chart.clientWidth !== Number(chart.dataset.width)) draw(chart);
  });
  observer.observe(chart);
  const { signal } = stop;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const switched = ({ matches }) => setTimeout(() => {
    if (dark.matches === matches) latest.get(chart).setTriggerValue('dark', matches);
  }, 100);
  dark.addEventListener('change', switched, { signal });
  const print = (printing) => {
    isPrinting = printing;
    if (fitting(chart).paper.length) draw(chart);
  };
  window.addEventListener('beforeprint', () => print(true), { signal });
  window.addEventListener('afterprint', () => print(false), { signal });
  window.matchMedia('print').addEventListener('change', () => print(false), { signal });
  stop.signal.addEventListener('abort', () => observer.disconnect());
  return stop;
};
const following = new WeakMap();

export default async function ({ data: bytes, parentElement, setTriggerValue }) {
  const { figure, wide, alt, fault, library, config } = JSON.parse(new TextDecoder().decode(bytes));
  const chart = parentElement.querySelector('.chart');
  const shown = { figure, wide, config, setTriggerValue };
  latest.set(chart, shown);
  fitting(chart);
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', alt);
  try {
    shown.Plotly = window.Plotly || await load(library);
  } catch {
    chart.removeAttribute('role');
    chart.removeAttribute('aria-label');
    chart.textContent = fault;
    return undefined;
  }
  if (latest.get(chart) !== shown) return undefined;
  draw(chart);
  if (!following.has(chart)) following.set(chart, follow(chart));
  return () => {
    if (chart.isConnected) return;
    following.get(chart).abort();
    shown.Plotly.purge(chart);
  };
}
