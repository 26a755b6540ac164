/* A page is a document. Its HTML is put into place by changing what differs, its links and forms lead to another address, and
   its charts are drawn. Where the HTML comes from is known only at the end: from a component of Streamlit, which brings a whole
   page (`mounted`) or a piece of a page with fields of Streamlit's own (`piece`), or from a route (`begin`).
   What an element does is in its `data-` attributes; a reader without scripts has its links and forms all the same. */
const ROOT = '.page';
const hosts = new WeakMap(); // how each root goes to an address, and the HTML that it shows
const rootOf = (element) => element?.closest?.(ROOT);
const pageOf = (root) => root.querySelector('[data-page]');
const inRoots = (selector) => [...document.querySelectorAll(`${ROOT} ${selector}`)];
const scrollerOf = (root) => root.closest('[data-testid="stMain"]') ?? document.scrollingElement;
const focusOn = (element) => element?.focus({ preventScroll: true });
const focusHeading = (heading) => {
  if (!heading) return;
  heading.tabIndex = -1;
  focusOn(heading);
};

/* What is below the screen changes after the frame with what is on it, so that the reader does not wait for it: only at the top
   of a page, where nothing that is seen can move by it. */
const LEAST_ROW_HEIGHT = 32; // pixels
const offScreen = new WeakSet();
const watchScreen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) offScreen[isIntersecting ? 'delete' : 'add'](target);
});
const later = [];
let mayWait = false;
const doLater = () => {
  mayWait = false;
  later.splice(0).forEach((task) => task());
};
const afterPainting = () => {
  if (document.hidden) setTimeout(doLater); // it has no frames
  else requestAnimationFrame(() => (window.requestIdleCallback ?? setTimeout)(doLater));
};

/* What the reader has done to an element stays with it, and goes over to the one that takes its place. */
const touched = new WeakSet(); // each `details` that the reader has opened or closed
const reopened = new WeakSet(); // those that are open because the one before was
const scrolled = new WeakSet(); // tables that need not be scrolled to their newest columns
const nameOfDetails = (details) => details.id || details.firstElementChild?.id || details.firstElementChild?.textContent;
const namedDetails = (scope) => {
  const named = new Map();
  for (const each of scope.querySelectorAll('details')) {
    let name = nameOfDetails(each);
    while (named.has(name)) name += '+';
    named.set(name, each);
  }
  return named;
};

const carryDetails = (before, after) => {
  if (![...before.querySelectorAll('details')].some((each) => touched.has(each))) return;
  const fresh = namedDetails(after);
  for (const [name, old] of namedDetails(before)) {
    const details = touched.has(old) && fresh.get(name);
    if (!details) continue;
    if (old.open && !details.open) reopened.add(details);
    details.open = old.open;
    touched.add(details);
  }
};

const carryCharts = (before, after) => {
  for (const chart of after.querySelectorAll('.chart[id]')) {
    const drawn = before.querySelector(`#${CSS.escape(chart.id)}`);
    if (!drawn) continue;
    changeChart(drawn, chart);
    chart.replaceWith(drawn);
  }
};

/* Puts new content in the place of that of a part, as it was before but for what is new. */
const replaceContent = (part, content) => {
  carryDetails(part, content);
  for (const { id } of part.querySelectorAll('[aria-expanded=true][id]')) {
    content.querySelector(`#${CSS.escape(id)}`)?.setAttribute('aria-expanded', 'true');
  }
  const places = [...part.querySelectorAll('.scroll')].filter((each) => each.scrollLeft).map((each) => [each.ariaLabel, each.scrollLeft]);
  carryCharts(part, content);
  if (mayWait) {
    for (const row of [...content.querySelectorAll('table.matrix tr')].slice(Math.ceil(innerHeight / LEAST_ROW_HEIGHT))) {
      const body = row.parentNode;
      row.remove();
      later.push(() => body.append(row));
    }
  }
  part.replaceChildren(content);
  for (const [label, left] of places) {
    const table = [...part.querySelectorAll('.scroll')].find((each) => each.ariaLabel === label);
    if (!table) continue;
    table.scrollLeft = left;
    scrolled.add(table);
  }
};

const copyAttributes = (before, after) => {
  for (const name of before.getAttributeNames()) if (!after.hasAttribute(name)) before.removeAttribute(name);
  for (const name of after.getAttributeNames()) before.setAttribute(name, after.getAttribute(name));
};

/* Parts are filled after the page around them has changed: a part whose HTML is as before is passed over, one in which the
   reader is changes in what differs, and any other gets its new content whole, which is faster. */
const sources = new WeakMap(); // the HTML of a part, as it came
let contents = new Map(); // the new content of each part that is on the page already
const fillPart = (part, { html, content }) => {
  if (sources.get(part) === html) return;
  sources.set(part, html);
  if (part.contains(document.activeElement)) Idiomorph.morph(part, content.childNodes, morphing);
  else replaceContent(part, content);
};

const morphing = {
  morphStyle: 'innerHTML',
  callbacks: {
    beforeNodeMorphed: (before, after) => {
      if (contents.has(after)) {
        copyAttributes(before, after);
        return false;
      }
      if (before.localName === 'details' && nameOfDetails(before) !== nameOfDetails(after)) touched.delete(before);
      if (!before.classList?.contains('chart')) return true;
      changeChart(before, after);
      return false;
    },
    beforeAttributeUpdated: (name, element) => !(name === 'open' && touched.has(element)) && name !== 'aria-expanded'
      && !(name === 'value' && element === document.activeElement),
  },
};

const partOf = (root, id) => root.querySelector(`#${CSS.escape(id)}`);

/* Takes the content of each part that is on the page out of a new page, so that only what is around the parts is compared. */
const takeContents = (root, page) => {
  contents = new Map();
  for (const part of page.querySelectorAll('.part[id]')) {
    const before = partOf(root, part.id);
    if (!page.contains(part) || before?.localName !== part.localName) continue; // it is in another part, or new
    const content = document.createDocumentFragment();
    const html = part.innerHTML;
    content.append(...part.childNodes);
    contents.set(part, { html, content });
  }
};

/* What finds the focus again where the element that had it is another now: by its id, or a name that filters by its words. */
const FOUND_BY_WORDS = 'a.toggle, details.choice[open] .options a';
const rememberFocus = (root) => {
  const { activeElement: focused } = document;
  if (!root.contains(focused)) return () => {};
  const { id, textContent } = focused;
  const hasWords = !id && focused.matches(FOUND_BY_WORDS);
  return () => {
    const { activeElement: now } = document;
    const isThere = root.contains(now) && (!hasWords || now.textContent === textContent) && now.id === id;
    if (isThere) return;
    if (id) focusOn(document.getElementById(id));
    else if (hasWords) focusOn([...root.querySelectorAll(FOUND_BY_WORDS)].find((each) => each.textContent === textContent));
  };
};

const changePage = (root, page) => {
  const findFocus = rememberFocus(root);
  takeContents(root, page);
  Idiomorph.morph(root, page.childNodes, morphing);
  for (const [{ id }, content] of contents) {
    const part = partOf(root, id);
    if (mayWait && offScreen.has(part)) later.push(() => fillPart(part, content));
    else fillPart(part, content);
  }
  contents.clear();
  findFocus();
};

const scrollTables = (root) => {
  const region = (element) => element.closest('.scroll');
  for (const table of root.querySelectorAll('.scroll.newest')) if (!scrolled.has(table)) table.scrollLeft = table.scrollWidth;
  for (const column of root.querySelectorAll('.scroll thead .as-at')) {
    if (scrolled.has(region(column))) continue;
    const [{ left, width }, shown] = [column.getBoundingClientRect(), region(column).getBoundingClientRect()];
    region(column).scrollLeft += left + width / 2 - (shown.left + shown.width / 2);
  }
  root.querySelectorAll('.scroll').forEach((each) => scrolled.add(each));
};

/* Says a number that has changed: screen readers read a region only if it was there before. */
const announce = (root) => {
  const text = root.querySelector('[data-announced]')?.dataset.announced;
  if (text === undefined) return;
  let region = document.getElementById('announcement');
  if (!region) {
    region = Object.assign(document.createElement('div'), { id: 'announcement', role: 'status' });
    document.body.append(region);
  } else if (region.dataset.last !== text) region.textContent = text;
  region.dataset.last = text;
};

const setCookie = (root) => {
  const { cookie } = root.querySelector('[data-cookie]')?.dataset ?? {};
  if (!cookie || document.cookie.split('; ').includes(cookie)) return;
  document.cookie = `${cookie}; path=/; SameSite=Strict${location.protocol === 'https:' ? '; Secure' : ''}`;
};

/* What follows from a page that has come into its place. */
const finish = (root) => {
  const page = pageOf(root);
  if (page?.lang) document.documentElement.lang = page.lang;
  if (page?.dataset.title) document.title = page.dataset.title;
  setCookie(root);
  scrollTables(root);
  announce(root);
  root.querySelectorAll('.part').forEach((part) => watchScreen.observe(part));
  drawCharts(root);
};

/* Shows HTML in a root. Another page begins at its top, and its heading has the focus, so that a screen reader goes on there. */
let lastPage; // the name of the page that was shown before, if one was
const show = (root, html) => {
  const host = hosts.get(root);
  root.classList.remove('waiting');
  wanted = undefined;
  if (host.shown === html) return;
  const template = document.createElement('template');
  template.innerHTML = html;
  const name = pageOf(template.content)?.dataset.page ?? '';
  const isSame = host.shown !== undefined && name === (pageOf(root)?.dataset.page ?? '');
  doLater();
  mayWait = isSame && scrollerOf(root).scrollTop === 0;
  if (isSame) changePage(root, template.content);
  else {
    for (const part of template.content.querySelectorAll('.part[id]')) sources.set(part, part.innerHTML);
    root.replaceChildren(template.content);
  }
  if (later.length) afterPainting();
  host.shown = html;
  if (name && lastPage !== undefined && lastPage !== name) {
    headingToCome.disconnect();
    focusHeading(root.querySelector('h1'));
    scrollerOf(root).scrollTo(0, 0);
  }
  lastPage = name;
  finish(root);
};

/* While a finger or a button of the mouse is down on a link, nothing changes under it: the press counts for what it began on. */
let isPressed = false;
const held = new Map(); // what is to be shown after the press
const showWhenReleased = (root, html) => {
  if (isPressed) held.set(root, html);
  else show(root, html);
};
const release = () => {
  isPressed = false;
  const waiting = [...held];
  held.clear();
  for (const [root, html] of waiting) show(root, html);
};

/* An address in the HTML of a page, seen from that page: the document may still have another one. */
let wanted; // where the reader is going: until the page is drawn anew, its own address is an older one
const addressOf = (root, href) => {
  const name = pageOf(root)?.dataset.page;
  const own = name === 'overview' ? './' : name;
  return new URL(name && href.startsWith('?') ? own + href : href, document.baseURI);
};

/* Makes the change of a link to the address as it is now: until the page is drawn anew, its links start from an older one. */
const changedNow = (root, target, element) => {
  const query = pageOf(root)?.dataset.query ?? location.search;
  const drawnAt = element.closest('[data-base]')?.dataset.base ?? query;
  const current = wanted?.pathname === target.pathname ? wanted.search : query;
  const [before, after, now] = [drawnAt, target.search, current].map((each) => new URLSearchParams(each));
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, chosen] = [before.getAll(name), after.getAll(name)];
    if (String(old) === String(chosen)) continue;
    const isSingle = old.length === 1 && chosen.length === 1;
    const rest = isSingle ? [] : now.getAll(name).filter((value) => chosen.includes(value) || !old.includes(value));
    now.delete(name);
    for (const value of new Set([...rest, ...chosen.filter((each) => !old.includes(each))])) now.append(name, value);
  }
  return Object.assign(new URL(target), { search: String(now) });
};

const PATIENCE = 10000; // milliseconds: then a link opens as a document, such as after the server has started anew
const follow = (root, url) => {
  wanted = url;
  root.classList.add('waiting');
  hosts.get(root).go(url);
  const { href } = location;
  setTimeout(() => wanted === url && root.isConnected && location.href === href && location.assign(url), PATIENCE);
};

const copyAddress = async (button) => {
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    const field = Object.assign(document.createElement('textarea'), { value: location.href });
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
  button.textContent = button.dataset.copied;
  const status = button.parentElement.querySelector(':scope > [role=status]');
  if (status) status.textContent = button.dataset.copied;
};

const focusPart = (root, id) => {
  if (id === 'filter') {
    inRoots('.filterbar :is(.opener, summary)').find((each) => each.checkVisibility())?.focus();
    return;
  }
  const place = document.getElementById(id);
  const heading = id === 'main' && place ? place : place?.querySelector('h2') ?? document.querySelector('h1');
  focusHeading(heading);
  heading?.scrollIntoView();
};

const openPart = (id) => {
  const part = document.getElementById(id);
  const details = part?.matches('details') ? part : part?.querySelector('details');
  if (!details) return;
  details.open = true;
  touched.add(details);
  details.firstElementChild.scrollIntoView();
  focusOn(details.firstElementChild);
};

const download = (href, name) => Object.assign(document.createElement('a'), { href, download: name }).click();

/* A file that takes a while: how far it is stands next to its link, also if that is drawn anew, until the file can be had. */
const making = new Set();
const makeFile = async ({ href }) => {
  const find = () => inRoots('a[data-making]').find((each) => each.href === href);
  const report = (text, isFault = false) => {
    const status = find()?.parentElement.querySelector('[role=status], [role=alert]');
    if (!status) return;
    status.role = isFault ? 'alert' : 'status';
    status.classList.toggle('error', isFault);
    status.textContent = text;
  };
  if (making.has(href)) return;
  making.add(href);
  try {
    let answer = await fetch(href, { headers: { Accept: 'text/x-progress' } });
    while (answer.status === 202 && find()) {
      report(await answer.text());
      const seconds = Number(answer.headers.get('Retry-After')) || 1;
      await new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
      answer = await fetch(href, { headers: { Accept: 'text/x-progress' } });
    }
    report(answer.ok ? '' : await answer.text(), !answer.ok);
    if (answer.ok && find()) download(href, '');
  } catch {
    location.assign(href); // the browser says what is the matter with the line
  } finally {
    making.delete(href);
  }
};

const press = (event) => {
  const target = event.target.closest?.('a, button, summary');
  const root = rootOf(target);
  if (!hosts.has(root)) return;
  if (target.localName === 'summary') touched.add(target.parentElement);
  const { copied, focuses, opens, saves, prints, refocus, leaves } = target.dataset;
  if (copied) copyAddress(target);
  if (prints) window.print();
  if (saves) saveChart(JSON.parse(saves));
  if (target.matches('.opener')) openBoxes(target);
  if (focuses) focusPart(root, focuses);
  if (opens) openPart(opens);
  if (focuses || opens) event.preventDefault();
  const href = target.getAttribute('href');
  if (!href || href.startsWith('#') || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
  const isMade = 'making' in target.dataset;
  const isOther = target.origin !== location.origin || target.target || target.hasAttribute('download') || leaves !== undefined;
  if (isOther && !isMade) return;
  event.preventDefault();
  if (isMade) {
    makeFile(target);
    return;
  }
  const url = addressOf(root, href);
  follow(root, href.startsWith('?') ? changedNow(root, url, target) : url);
  if (!refocus) return; // after the request: the browser arranges the page for a focus, and the server works meanwhile
  target.closest('details')?.removeAttribute('open');
  focusOn(document.getElementById(refocus));
};

/* A form is a link whose query is its fields; those that the reader does not see have the rest of the query. */
const submit = (event) => {
  const { target: form, submitter } = event;
  const root = rootOf(form);
  if (!hosts.has(root)) return;
  event.preventDefault();
  const fields = [...new FormData(form, submitter)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const action = (form.getAttribute('action') ?? '').replace(/\?.*/, '');
  const url = addressOf(root, `${action}?${new URLSearchParams(fields)}`);
  follow(root, url.pathname === addressOf(root, '?').pathname ? changedNow(root, url, form) : url);
};

/* The boxes of the filter: one is open at a time, takes the focus, is walked with the arrow keys or by first letters,
   and closes after a choice, with Escape, or when the focus or the pointer goes elsewhere. */
const closeBoxes = (except) => {
  for (const box of inRoots('details.choice[open]')) if (box !== except) box.open = false;
};

const openBoxes = (opener) => {
  const open = opener.getAttribute('aria-expanded') !== 'true';
  opener.setAttribute('aria-expanded', String(open));
  if (open) opener.closest('.filterbar').querySelector('summary')?.focus();
};

const walk = (event, box) => {
  const options = [...box.querySelectorAll('.options a')];
  const at = options.indexOf(event.target);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 };
  if (event.key in steps && box.open) {
    event.preventDefault();
    options[(steps[event.key] + options.length) % options.length]?.focus();
  } else if (event.key === 'ArrowDown') {
    event.preventDefault();
    box.open = true;
  } else if (event.key === ' ' && at >= 0) {
    event.preventDefault();
    event.target.click();
  } else if (event.key.length === 1 && box.open) {
    const next = [...options.slice(at + 1), ...options.slice(0, at + 1)];
    next.find((each) => each.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
};

/* Escape closes what is open, a menu or a box, or else the boxes of a narrow screen, and gives the focus back. */
const escape = (element) => {
  const open = element.closest('details:is(.choice, .popover, .menu)[open]');
  const opener = element.closest('.filterbar')?.querySelector('.opener[aria-expanded=true]');
  if (open) open.open = false;
  else opener?.setAttribute('aria-expanded', 'false');
  (open?.firstElementChild ?? opener)?.focus();
  return Boolean(open ?? opener);
};

const FIELDS = 'input, textarea, select, [role=slider], [contenteditable]';
const keyDown = (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !target.closest) return;
  if (key === 'Escape' && hosts.has(rootOf(target)) && escape(target)) return;
  const box = target.closest('details.choice');
  if (hosts.has(rootOf(box))) walk(event, box);
  if (event.shiftKey || event.defaultPrevented || target.matches(FIELDS)) return;
  if (key.startsWith('Arrow') && target.matches('.scroll') && target.scrollWidth > target.clientWidth) return;
  const shortcut = inRoots('[data-keys]').find((each) => each.dataset.keys.split(' ').includes(key));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.click();
};

const toggled = ({ target }) => {
  if (!target.open || !target.matches('details.choice') || !hosts.has(rootOf(target)) || reopened.delete(target)) return;
  closeBoxes(target);
  const options = target.querySelector('.options');
  if (!options.contains(document.activeElement)) focusOn(options.querySelector('[aria-current]') ?? options.querySelector('a'));
};

const closeOutside = ({ target, relatedTarget = target }) => {
  for (const open of inRoots('details:is(.choice, .popover, .menu)[open]')) {
    if (relatedTarget && !open.contains(relatedTarget)) open.open = false;
  }
};

/* Streamlit draws the heading of a page with fields some time after the link to it. */
const headingToCome = new MutationObserver(() => {
  const heading = document.querySelector('h1');
  if (!heading || heading.textContent === headingToCome.before) return;
  headingToCome.disconnect();
  focusHeading(heading);
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
});
const awaitHeading = () => {
  headingToCome.before = document.querySelector('h1')?.textContent;
  headingToCome.observe(document.body, { childList: true, subtree: true, characterData: true });
  setTimeout(() => headingToCome.disconnect(), PATIENCE);
};

let isListening = false;
const listen = () => {
  if (isListening) return;
  isListening = true;
  document.addEventListener('click', press);
  document.addEventListener('submit', submit);
  document.addEventListener('keydown', keyDown);
  document.addEventListener('toggle', toggled, true);
  document.addEventListener('change', ({ target }) => hosts.has(rootOf(target)) && target.closest('form[data-sends]')?.requestSubmit());
  document.addEventListener('focusout', closeOutside);
  document.addEventListener('pointerover', ({ target }) => {
    const mark = target.closest?.(`${ROOT} :is(.mark, .piece)[aria-label]:not([title])`);
    if (mark) mark.title = mark.ariaLabel;
  });
  document.addEventListener('pointerdown', (event) => {
    closeOutside(event);
    isPressed = !event.button && hosts.has(rootOf(event.target.closest?.('a, button')));
  });
  for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, () => setTimeout(release)); // after the click
  window.addEventListener('blur', release);
  window.addEventListener('beforeprint', doLater);
};

/* Charts are drawn by Plotly, which is requested once, and each again in place when its figure, its width or the colours of the
   screen change. Until then an empty area of the right height stands in its place. */
const WIDE = 470; // pixels: the least width at which a figure that is also laid out for a wide screen is drawn so
const [darkScreen, paper] = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
const drawings = new Map(); // what each chart shows, while it is in the document
let library;
let isPrinting = false;

const requestLibrary = (chart) => new Promise((resolve, reject) => {
  const src = document.querySelector('link[data-library]')?.href ?? new URL(chart.dataset.library, document.baseURI);
  document.head.append(Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject }));
});

/* A figure in the inks of a dark screen; paper is white also there. */
const inDark = ({ dark, ...figure }) => {
  const copy = structuredClone(figure);
  for (const [path, ink] of dark) path.slice(0, -1).reduce((part, name) => part[name], copy)[path.at(-1)] = ink;
  return copy;
};

/* Gives a chart that may be drawn already what another one shows. */
const changeChart = (chart, { dataset, ariaLabel, style }) => {
  Object.assign(chart.dataset, dataset);
  Object.assign(chart, { role: 'img', ariaLabel });
  for (const name of ['--narrow', '--wide']) chart.style.setProperty(name, style.getPropertyValue(name));
};

const drawChart = (chart) => {
  const { clientWidth: width, dataset: { figure: text } } = chart;
  const before = drawings.get(chart);
  const isDark = darkScreen.matches && !isPrinting && !paper.matches;
  if (!width || (before?.text === text && before.width === width && before.isDark === isDark)) return;
  const content = before?.text === text ? before.content : JSON.parse(text);
  const figure = content.wide && width >= WIDE ? content.wide : content.figure;
  const { data, layout } = isDark ? inDark(figure) : figure;
  if (!before) chart.replaceChildren();
  drawings.set(chart, { text, width, isDark, content });
  chart.style.setProperty('--drawn-width', width);
  window.Plotly.react(chart, data, { ...layout, width }, content.config);
};
const redrawCharts = () => [...drawings.keys()].forEach(drawChart);
const followWidth = new ResizeObserver((entries) => entries.forEach(({ target }) => window.Plotly && drawChart(target)));

const forgetCharts = () => {
  for (const chart of drawings.keys()) {
    if (chart.isConnected) continue;
    drawings.delete(chart);
    followWidth.unobserve(chart);
    window.Plotly.purge(chart);
  }
};

const drawCharts = async (root) => {
  forgetCharts();
  const charts = [...root.querySelectorAll('.chart')];
  if (!charts.length) return;
  try {
    library ??= requestLibrary(charts[0]);
    if (!window.Plotly) await library;
    for (const chart of charts) {
      if (!chart.isConnected) continue;
      drawChart(chart);
      followWidth.observe(chart);
    }
  } catch (error) {
    library = undefined;
    for (const chart of charts) Object.assign(chart, { role: null, ariaLabel: null, textContent: chart.dataset.fault });
    if (window.Plotly) throw error;
  }
};

/* A printer, which is no dark screen, switches the colours for a moment. */
darkScreen.addEventListener('change', () => setTimeout(redrawCharts, 100));
paper.addEventListener('change', redrawCharts);
for (const name of ['beforeprint', 'afterprint']) {
  window.addEventListener(name, () => {
    isPrinting = name === 'beforeprint';
    redrawCharts();
  });
}

/* The picture of a chart that a reader saves: the drawing with its title, its subtitle and its source, as SVG or PNG. */
const svgElement = (tag, attributes) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

/* The lines of a text that fit a width, and an SVG element with them. */
const MARGIN = 12; // pixels
const textLines = (words, top, width, { size, weight, fill }) => {
  const measure = document.createElement('canvas').getContext('2d');
  measure.font = `${weight} ${size}px sans-serif`;
  const lines = [];
  for (const word of words.split(/\s+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (!lines.length || measure.measureText(longer).width > width - 2 * MARGIN) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  const text = svgElement('text', { 'font-family': '"Source Sans", Arial, sans-serif', 'font-size': size, 'font-weight': weight, fill });
  lines.forEach((line, number) => {
    text.append(svgElement('tspan', { x: MARGIN, y: top + (number + 1) * size * 1.35 }));
    text.lastChild.textContent = line;
  });
  return { text, height: lines.length * size * 1.35 };
};

/* Gives each text of a copied drawing the length it has on the page: in a picture its font may be a wider one. */
const keepTextLengths = (drawn, copied) => {
  const copies = copied.querySelectorAll('text, tspan');
  drawn.querySelectorAll('text, tspan').forEach((text, number) => {
    const length = text.querySelector('tspan') ? 0 : text.getComputedTextLength();
    if (!length) return;
    copies[number].setAttribute('textLength', length);
    copies[number].setAttribute('lengthAdjust', 'spacingAndGlyphs');
  });
};

/* A chart as it is drawn, as one SVG: its title and subtitle above, its layers with their key, and its source below. */
const pictureOf = (chart, { title, subtitle, foot, alt }) => {
  const { width, height } = chart.getBoundingClientRect();
  const { color: fill } = getComputedStyle(rootOf(chart));
  const second = { size: 13, weight: 400, fill };
  const head = textLines(title, 6, width, { size: 16, weight: 600, fill });
  const below = textLines(subtitle, 8 + head.height, width, second);
  const top = head.height + below.height + 22;
  const source = textLines(foot, top + height, width, second);
  const size = { width, height: top + height + source.height + 14 };
  const picture = svgElement('svg', { ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: 'img' });
  const description = svgElement('desc', {});
  description.textContent = alt;
  const ground = svgElement('rect', { ...size, fill: getComputedStyle(document.body).backgroundColor });
  picture.append(description, ground, head.text, below.text);
  for (const layer of chart.querySelectorAll('.main-svg')) {
    const copied = layer.cloneNode(true);
    copied.removeAttribute('style');
    keepTextLengths(layer, copied);
    copied.setAttribute('y', top);
    picture.append(copied);
  }
  picture.append(source.text);
  return { svg: new XMLSerializer().serializeToString(picture), ...size };
};

const saveBlob = (blob, name) => {
  const address = URL.createObjectURL(blob);
  download(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

/* Saves a chart of this page as an SVG or a PNG file, twice as large as on the screen. Nothing leaves the browser. */
const saveChart = async ({ chart, file, ...words }) => {
  const drawn = document.getElementById(chart);
  if (!drawn?.querySelector('.main-svg')) return;
  const { svg, width, height } = pictureOf(drawn, words);
  if (file.endsWith('.svg')) {
    saveBlob(new Blob([svg], { type: 'image/svg+xml' }), file);
    return;
  }
  const image = Object.assign(new Image(), { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => saveBlob(blob, file), 'image/png');
};

/* A page or a piece whose HTML a component of Streamlit brings, as bytes: where a link goes is reported to the script of the page. */
const decoder = new TextDecoder();
const place = ({ data, parentElement, setTriggerValue }, first = null) => {
  listen();
  let root = [...parentElement.children].find((each) => hosts.has(each));
  if (!root) {
    const scrolledTo = first?.scrollTop ?? 0;
    root = first ?? Object.assign(document.createElement('div'), { className: 'page' });
    root.removeAttribute('id');
    parentElement.append(root);
    if (scrolledTo) scrollerOf(root).scrollTo(0, scrolledTo);
    if (!first) hosts.set(root, {});
  }
  const nameOf = ({ pathname }) => pathname.split('/').pop();
  hosts.get(root).go = (url) => {
    if (nameOf(url) !== nameOf(location)) awaitHeading();
    setTriggerValue('go', `/${nameOf(url)}${url.search}`);
  };
  showWhenReleased(root, decoder.decode(data));
};
export const mounted = (component) => place(component, document.getElementById('first'));
export const piece = (component) => place(component);

/* A page that stands in the document already is shown as it came, until a component or a route takes over. */
const adopt = (root, go) => {
  hosts.set(root, { go, shown: '' });
  lastPage = pageOf(root)?.dataset.page;
  listen();
  for (const part of root.querySelectorAll('.part[id]')) sources.set(part, part.innerHTML);
  finish(root);
};
export const early = () => {
  const first = document.getElementById('first');
  if (first && !hosts.has(first)) adopt(first, (url) => location.assign(url));
};

/* A page that a route has answered: the page of a link is fetched, and shown; the latest one wins. */
let latest = 0;
const fetchPage = async (root, url) => {
  const number = ++latest;
  try {
    const answer = await fetch(url, { headers: { Accept: 'text/x-page' } });
    const html = await answer.text();
    if (number !== latest) return;
    if (!answer.ok || !html.includes('data-page')) location.assign(url); // a fault, or a page to sign in
    else showWhenReleased(root, html);
  } catch {
    if (number === latest) location.assign(url);
  }
};
export const begin = () => {
  const root = document.querySelector(ROOT);
  const go = (url) => {
    history.pushState(null, '', url);
    fetchPage(root, url);
  };
  window.addEventListener('popstate', () => fetchPage(root, location));
  adopt(root, go);
};
