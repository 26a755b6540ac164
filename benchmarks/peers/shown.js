// What a page shows, whatever framework drew it: the numbers of its tiles, and the bars of its charts as painted.
(() => {
  const STATUSES = ['Green', 'Amber', 'Red'];

  function* everything(root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* everything(element.shadowRoot);
    }
  }

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
    const elements = [...everything(document)];
    const tiles = elements.filter((element) => element.matches(selector));
    const graph = elements.find((element) => element.matches('.js-plotly-plot'));
    return { counts: counts(tiles), bars: graph ? bars(graph) : {} };
  };

  const same = (one, other) => {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
  };

  addEventListener('click', (event) => { window.clickedAt = event.timeStamp; }, { capture: true });

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
