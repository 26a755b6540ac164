/* Draws a figure with Plotly, and draws it again in place when it changes. The library is requested once, when the page is on
   the screen, so that no heading waits for it. Until then its name stands in an empty area of the right height. */
const isOnScreen = () => !document.documentElement.classList.contains('drawing');

/* After the frame that shows the page: to run the library takes long enough that this frame would be late. */
const whenOnScreen = () => new Promise((resolve) => {
  const look = () => requestAnimationFrame(isOnScreen() ? () => setTimeout(resolve) : look);
  look();
});

const requestScript = (path) => new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = `${(window.__streamlit?.BACKEND_BASE_URL || window.location.origin).replace(/\/$/, '')}/${path}`;
  script.onload = () => resolve(window.Plotly);
  script.onerror = reject;
  document.head.append(script);
});

/* The library, or a new try where it could not be had. */
let requestedLibrary;
const loadLibrary = (path) => {
  requestedLibrary ??= whenOnScreen().then(() => requestScript(path));
  requestedLibrary.catch(() => { requestedLibrary = undefined; });
  return requestedLibrary;
};

/* What each chart shows: the latest figure wins, whatever arrives first. */
const latestFigure = new WeakMap();

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
  const { figure, wide } = latestFigure.get(chart);
  if (!wide) return figure;
  const fit = chart.clientWidth < WIDE ? figure : wide;
  chart.style.height = `${fit.layout.height}px`;
  return fit;
};

const drawChart = (chart) => {
  const { Plotly, config } = latestFigure.get(chart);
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

/* Draws a chart again when its width changes and when it is printed. */
const followChart = (chart) => {
  const stop = new AbortController();
  const observer = new ResizeObserver(() => {
    if (chart.clientWidth !== Number(chart.dataset.width)) drawChart(chart);
  });
  observer.observe(chart);
  const { signal } = stop;
  const print = (printing) => {
    isPrinting = printing;
    if (fitting(chart).paper.length) drawChart(chart);
  };
  window.addEventListener('beforeprint', () => print(true), { signal });
  window.addEventListener('afterprint', () => print(false), { signal });
  window.matchMedia('print').addEventListener('change', () => print(false), { signal });
  stop.signal.addEventListener('abort', () => observer.disconnect());
  return stop;
};
const followedCharts = new Map();

/* Asks for the page in the inks of the other screen when the reader switches to it: a printer, which is no dark screen, switches
   for a moment. */
const dark = window.matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', ({ matches }) => setTimeout(() => {
  if (dark.matches === matches && followedCharts.size) window.dispatchEvent(new PopStateEvent('popstate'));
}, 100));

const showFigure = (chart, { figure, wide, alt, fault, library, config }) => {
  const shown = { figure, wide, config, Plotly: window.Plotly };
  latestFigure.set(chart, shown);
  fitting(chart);
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', alt);
  const show = () => {
    if (latestFigure.get(chart) !== shown) return;
    drawChart(chart);
    if (!followedCharts.has(chart)) followedCharts.set(chart, followChart(chart));
  };
  const fail = () => {
    chart.removeAttribute('role');
    chart.removeAttribute('aria-label');
    chart.textContent = fault;
  };
  if (shown.Plotly) afterDrawing(show);
  else {
    loadLibrary(library).then((Plotly) => {
      shown.Plotly = Plotly;
      show();
    }, fail);
  }
  return () => {
    if (chart.isConnected) return;
    latestFigure.delete(chart);
    followedCharts.get(chart)?.abort();
    followedCharts.delete(chart);
    window.Plotly?.purge(chart);
  };
};

defineContent('cynnydd-chart', { className: 'chart', draw: showFigure });
