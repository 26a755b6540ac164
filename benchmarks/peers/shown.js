// What a page shows, whatever framework drew it: the numbers of its tiles, and the bars of its charts as painted.
(() => {
  const STATUSES = ['Green', 'Amber', 'Red'];

  /* The document and all shadow roots. They are looked for where something is missing: to look at every element in
     each frame is work that a large page would be blamed for. */
  let roots = [];
  const rootsBelow = (root) => [root, ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? rootsBelow(shadowRoot) : []))];
  const inRoots = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const all = (selector) => {
    if (!inRoots(selector).some((element) => element.isConnected)) roots = rootsBelow(document);
    return inRoots(selector).filter((element) => element.isConnected);
  };

  function text(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (node.nodeName === 'STYLE') return ' ';
    return [...(node.shadowRoot ?? node).childNodes].map(text).join(' ');
  }

  const counts = (tiles) => {
    const found = {};
    for (const tile of tiles) {
      const words = text(tile);
      const [status] = words.match(/\b(Green|Amber|Red)\b/) ?? [];
      const number = words.match(/\d[\d,]*/);
      if (status && number) found[status] = Number(number[0].replaceAll(',', ''));
    }
    return STATUSES.map((name) => found[name] ?? 0);
  };

  const painted = (graph) => [...graph.querySelectorAll('.bars .point path')].filter((path) => path.getBBox().height > 0).length;
  const plain = (values) => [...(values ?? [])];

  const bars = (graph) => {
    const found = {};
    let whole = 0;
    for (const trace of graph._fullData ?? []) {
      const heights = plain(trace.y);
      whole += heights.filter(Boolean).length;
      if (!STATUSES.includes(trace.name)) continue;
      plain(trace.x).forEach((day, place) => {
        if (heights[place]) found[`${String(day).slice(0, 7)} ${trace.name}`] = Number(heights[place]);
      });
    }
    return painted(graph) === whole ? found : {};
  };

  const state = (selector) => {
    const [graph] = all('.js-plotly-plot');
    return { counts: counts(all(selector)), bars: graph ? bars(graph) : {} };
  };

  const same = (one, other) => {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
  };

  addEventListener('click', (event) => { window.clickedAt = event.timeStamp; }, { capture: true });

  /* The first heading, and how far the page has jumped under its reader. */
  window.heading = () => all('h1').map((each) => each.textContent.trim()).find(Boolean) ?? '';
  window.headingAfter = (before) => new Promise((resolve) => {
    const look = () => {
      if (window.heading() && window.heading() !== before) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      else requestAnimationFrame(look);
    };
    look();
  });
  window.headingAfter('').then((at) => { window.headingAt = at; });
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });

  window.shown = state;
  window.shownAt = (selector, expected, patience) => new Promise((resolve, reject) => {
    const until = performance.now() + patience;
    const look = () => {
      const found = state(selector);
      if (same(found.counts, expected.counts) && same(found.bars, expected.bars)) {
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      } else if (performance.now() > until) {
        reject(new Error(`wanted ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`));
      } else {
        requestAnimationFrame(look);
      }
    };
    look();
  });
})();
