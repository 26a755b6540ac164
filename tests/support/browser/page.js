// What the tests ask of a page, as `tests.settled()`: the script is added to every document of a visitor.

window.violations = []; // what the Content-Security-Policy forbade
document.addEventListener('securitypolicyviolation', (event) =>
  window.violations.push(
    `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
  ),
);

window.layoutShift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });

window.tests = {
  visible: (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()),

  wait: (milliseconds) => new Promise((waited) => setTimeout(waited, milliseconds)),

  // Whether the page is rendered, over the platform or without it. A field requests its run after it is painted.
  async isSettled() {
    await new Promise((painted) => {
      requestAnimationFrame(() => setTimeout(painted));
      setTimeout(painted, 100);
    });
    await scheduler.postTask(() => {}, { priority: 'background' }); // an answer that has come is drawn in tasks
    const app = document.querySelector('[data-testid="stApp"]');
    const isPlain = document.body.matches('.plain');
    if (document.readyState !== 'complete' || !document.querySelector('h1')) return false;
    if (!isPlain && app?.dataset.testScriptState !== 'notRunning') return false;
    if (document.querySelector('[data-stale="true"], [data-testid="stSkeleton"], #first, .page.waiting')) return false;
    const pieces = [...document.querySelectorAll('[data-testid="stBidiComponentRegular"]')];
    const charts = tests.visible('.page .chart');
    return charts.every((each) => each.querySelector('.main-svg')) && pieces.every((each) => each.querySelector('.page'));
  },

  // Whether it is so within five seconds: a question that the page answers itself is less work than many.
  async settled() {
    const until = performance.now() + 5000;
    while (!(await tests.isSettled())) {
      if (performance.now() > until) return false;
      await tests.wait(50);
    }
    return true;
  },

  // What is missing of a settled page, for the message of a test.
  unsettled: () => ({
    url: location.href,
    hidden: document.hidden,
    first: document.querySelectorAll('#first').length,
    script: document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState,
    waiting: document.querySelectorAll('.page.waiting').length,
    stale: document.querySelectorAll('[data-stale="true"], [data-testid="stSkeleton"]').length,
    text: document.body.innerText.slice(0, 300),
  }),

  // Follows a link that the page does not have; returns whether there is a page.
  follow(goal) {
    const page = document.querySelector('.page [data-page]');
    if (!page) return false;
    const link = Object.assign(document.createElement('a'), { href: goal });
    page.append(link);
    link.click();
    return true;
  },

  isFading: () => document.getAnimations().some((each) => each instanceof CSSTransition),

  // Waits until an element has had one place and one size for 0.3 seconds.
  async still(element) {
    const place = () => JSON.stringify(element.getBoundingClientRect());
    for (let before = place(), since = performance.now(); performance.now() - since < 300; ) {
      await tests.wait(30);
      if (place() !== before) [before, since] = [place(), performance.now()];
    }
  },

  // The text of the link, button or summary that has the focus.
  focused() {
    const one = document.activeElement;
    return one.matches('a, button, summary') ? one.textContent.trim() : '';
  },

  // The name of the element that has the focus; "" where the focus is on none.
  focusedName() {
    const one = document.activeElement;
    if (one === document.body) return '';
    const text = one?.getAttribute('aria-label') || one?.labels?.[0]?.innerText || one?.innerText || '';
    return text.trim().split('\n').pop();
  },

  // Every text of the page, also a hidden name.
  texts() {
    const shown = [];
    const add = (text) => text?.trim() && shown.push(text.trim());
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) add(walker.currentNode.nodeValue);
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) add(element.getAttribute(name));
    return shown;
  },

  // Whether the page, or its main part, is wider than the screen.
  overflowing() {
    const main = document.querySelector('[data-testid="stMain"]') ?? document.scrollingElement;
    const wide = document.documentElement;
    return [wide.scrollWidth > wide.clientWidth, main.scrollWidth > main.clientWidth];
  },

  // Names of rounds that are cut off, and links below the actions of a page.
  covered() {
    const cut = tests.visible('#filter-as_at .value').filter((each) => each.scrollWidth > each.clientWidth);
    const actions = document.querySelector('#page-actions').getBoundingClientRect();
    const under = tests.visible('nav.crumbs a, p a').filter((each) => {
      const box = each.getBoundingClientRect();
      return box.right > actions.left && box.left < actions.right && box.bottom > actions.top && box.top < actions.bottom;
    });
    return [...cut, ...under].map((each) => each.outerHTML);
  },

  tooSmall() {
    const ours = tests.visible('.page :is(a, button, summary, select)');
    return ours.filter((each) => each.getBoundingClientRect().height < 24).map((each) => each.outerHTML);
  },

  // The printed columns that do not stand above the next one, or above the foot.
  columnsBeside() {
    const columns = tests.visible('.columns > *');
    const boxes = [...columns, document.querySelector('.foot')].map((each) => each?.getBoundingClientRect());
    return columns.filter((_, at) => boxes[at + 1] && boxes[at].bottom > boxes[at + 1].top).map((each) => each.id);
  },

  // Whether the charts are drawn in the width of A4 without its margins.
  chartsFitPaper() {
    const drawings = [...document.querySelectorAll('.js-plotly-plot .main-svg')];
    return Math.max(...drawings.map((each) => each.getBoundingClientRect().width)) <= 688;
  },

  // The texts of an SVG, each with its lines joined.
  svgTexts(svg) {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const joined = (text) => [...text.childNodes].map((line) => line.textContent).join(' ');
    return [...parsed.querySelectorAll('text')].map(joined);
  },

  // Does what the policy of the page forbids, and waits until both are reported.
  async doForbidden() {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    new Image().src = 'http://127.0.0.2/picture.png';
    while (window.violations.length < 2) await tests.wait(50);
  },

  // A step of a reader, at a place between 0 and 1 of all elements that it may be about.
  step(kind, at, names) {
    const one = (listed) => listed[Math.floor(listed.length * at)];
    const name = ({ pathname }) => pathname.split('/').pop() || 'overview';
    const leads = (link) => link.origin === location.origin && names.includes(name(link));
    const links = '.page a[href]:not([data-leaves], [target], [download], [href^="#"])';
    const choices = '.page :is(details.choice .options a, .choose a, a.toggle)';
    if (kind === 'press') one(tests.visible(links).filter(leads))?.click();
    else if (kind === 'choose') one([...document.querySelectorAll(choices)])?.click();
    else if (kind === 'open') one(tests.visible('.page summary'))?.click();
    else (document.querySelector('[data-testid=stMain]') ?? document.scrollingElement).scrollTo(0, 2000 * at);
  },

  // The first lines of what a page shows otherwise than a new plain page there, but for what a reader or a chart did.
  async differences(address) {
    const IGNORED = ['open', 'title', 'tabindex', 'aria-expanded', 'data-leaves'];
    const linesOf = (root) => {
      const lines = [];
      const add = (node) => {
        if (node.nodeType === Node.TEXT_NODE) {
          if (node.nodeValue.trim()) lines.push(node.nodeValue.trim());
          return;
        }
        if (node.nodeType !== Node.ELEMENT_NODE || node.matches('[data-mine]')) return;
        const [isChart, isMain] = ['.chart', '#main'].map((each) => node.matches(each));
        const isOther = (name) => IGNORED.includes(name) || ((isChart || isMain) && /class|style/.test(name));
        const names = node.getAttributeNames().filter((name) => !isOther(name)).sort();
        const attributes = names.map((each) => `${each}=${node.getAttribute(each).replace(/^(\.\.\/)+/, '')}`);
        lines.push(`<${isMain ? 'main' : node.localName} ${attributes.join(' ')}>`);
        if (!isChart) node.childNodes.forEach(add);
      };
      root.childNodes.forEach(add);
      return lines;
    };
    const fresh = document.createElement('template');
    fresh.innerHTML = await (await fetch(address, { headers: { Accept: 'text/x-page' } })).text();
    const [now, wanted] = [linesOf(document.querySelector('.page')), linesOf(fresh.content)];
    const others = (lines, than) => lines.filter((line, at) => line !== than[at]).slice(0, 3);
    return [others(now, wanted), others(wanted, now)];
  },
};
