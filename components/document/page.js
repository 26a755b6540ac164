/* A page is a document. Its HTML is put into place by changing what differs, its links and forms lead to another address, and its
   charts are drawn. Where the HTML comes from is known only at the end: from a component of Streamlit, which brings a whole page
   (`mounted`) or a piece of a page with fields of Streamlit's own (`piece`), or from a route (`begin`).
   What an element does is in its `data-` attributes; a reader without scripts has its links and forms all the same. */
const ROOT = '.page';
const hosts = new WeakMap(); // of each root: how it goes to an address, and the HTML that it shows
const rootOf = (element) => element?.closest?.(ROOT);
const pageOf = (root) => root.querySelector('[data-page]');
const inRoots = (selector) => [...document.querySelectorAll(`${ROOT} ${selector}`)];
const byId = (scope, id) => scope.querySelector(`#${CSS.escape(id)}`);
const scrollerOf = (root) => root.closest('[data-testid="stMain"]') ?? document.scrollingElement;
const focusOn = (element) => element?.focus({ preventScroll: true });
const focusHeading = (heading) => {
  heading?.setAttribute('tabindex', '-1');
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

/* A `details` stays open or closed as the reader left it. It is found again by an id, or by its words in its part. */
const nameOfDetails = ({ id, parentElement, firstElementChild: summary }) =>
  `${parentElement.closest('.part')?.id} ${id || summary?.id || summary?.textContent}`;
const leaveOpen = (before, after) => {
  const [old, fresh] = [before, after].map((each) => Map.groupBy(each.querySelectorAll('details'), nameOfDetails));
  for (const [name, alike] of old) {
    fresh.get(name)?.forEach((details, number) => { details.open = alike[number]?.open ?? false; });
  }
};

/* A part whose HTML is as it came before is passed over, and so is a chart, which is drawn again in place. */
const sources = new WeakMap(); // the HTML of a part, as it came
const remember = (root) => root.querySelectorAll('.part[id]').forEach((part) => sources.set(part, part.outerHTML));
const changeLater = (before, after) => later.push(() => Idiomorph.morph(before, after, { ...morphing, morphStyle: 'outerHTML' }));
const morphing = {
  morphStyle: 'innerHTML',
  callbacks: {
    beforeNodeMorphed: (before, after) => {
      const isTyped = before.localName === 'input' && before === document.activeElement && before.value !== before.defaultValue;
      if (isTyped) after.value = before.value;
      if (before.classList?.contains('chart')) {
        changeChart(before, after);
        return false;
      }
      if (before.localName === 'tbody' && !before.contains(document.activeElement)) {
        before.replaceChildren(...after.childNodes);
        return false;
      }
      const source = sources.get(after);
      if (!source) return true;
      if (sources.get(before) === source) return false;
      if (mayWait && offScreen.has(before)) {
        changeLater(before, after);
        return false;
      }
      const rows = mayWait ? [...after.querySelectorAll('table.matrix tr')].slice(innerHeight / LEAST_ROW_HEIGHT) : [];
      if (rows.length) changeLater(before, after.cloneNode(true));
      sources.set(before, source);
      rows.forEach((row) => row.remove());
      return true;
    },
    beforeAttributeUpdated: (name) => name !== 'aria-expanded',
  },
};

/* Changes a page into a new one. Where the element that had the focus is another now, the same one is found again: by its id, or
   a name that filters by its words. */
const FOUND_BY_WORDS = 'a.toggle, details.choice[open] .options a';
const changePage = (root, page) => {
  const { activeElement: focused } = document;
  const { id, textContent } = focused;
  const isFound = root.contains(focused) && (id || focused.matches(FOUND_BY_WORDS));
  leaveOpen(root, page);
  Idiomorph.morph(root, page.childNodes, morphing);
  const isSame = (each) => root.contains(each) && (id ? each.id === id : each.textContent === textContent);
  if (!isFound || isSame(document.activeElement)) return;
  focusOn(id ? byId(root, id) : [...root.querySelectorAll(FOUND_BY_WORDS)].find(isSame));
};

/* Scrolls a table to its newest columns, or so that the month of the data is in the middle, unless the reader has scrolled it. */
const placed = new WeakMap(); // where each was scrolled to
const scrollTables = (root) => {
  for (const region of root.querySelectorAll('.scroll:is(.newest, :has(thead .as-at))')) {
    if (placed.has(region) && placed.get(region) !== region.scrollLeft) continue;
    const month = region.querySelector('thead .as-at')?.getBoundingClientRect();
    const shown = region.getBoundingClientRect();
    if (month) region.scrollLeft += month.left + month.width / 2 - (shown.left + shown.width / 2);
    else region.scrollLeft = region.scrollWidth;
    placed.set(region, region.scrollLeft);
  }
};

/* What follows from parts, and from a page, that have come into their place. */
const finishParts = (root) => {
  scrollTables(root);
  drawCharts(root);
};
const finish = (root) => {
  const { lang, dataset: { title } } = pageOf(root) ?? root;
  if (lang) document.documentElement.lang = lang;
  if (title) document.title = title;
  const { cookie } = root.querySelector('[data-cookie]')?.dataset ?? {};
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  if (cookie && !document.cookie.split('; ').includes(cookie)) document.cookie = `${cookie}; path=/; SameSite=Strict${secure}`;
  root.querySelectorAll('.part').forEach((part) => watchScreen.observe(part));
  finishParts(root);
};

/* Shows HTML in a root. Another page begins at its top, and its heading has the focus, so that a screen reader goes on there. */
let lastPage; // the name of the page that was shown before, if one was
const show = (root, { html, isLatest }) => {
  const host = hosts.get(root);
  if (isLatest()) {
    root.classList.remove('waiting');
    wanted = undefined;
  }
  if (host.shown === html) return;
  const template = Object.assign(document.createElement('template'), { innerHTML: html });
  const [before, name] = [root, template.content].map((each) => pageOf(each)?.dataset.page ?? '');
  const isSame = host.shown !== undefined && before === name;
  const isAtTop = scrollerOf(root).scrollTop === 0; // before anything changes: to ask later would make the browser arrange the page
  host.shown = html;
  doLater();
  mayWait = isSame && isAtTop;
  remember(template.content);
  if (isSame) changePage(root, template.content);
  else root.replaceChildren(template.content);
  if (later.length) {
    later.push(() => finishParts(root));
    afterPainting();
  }
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
const showUnlessPressed = (root, answer) => (isPressed ? held.set(root, answer) : show(root, answer));
const release = () => {
  isPressed = false;
  for (const [root, answer] of held) show(root, answer);
  held.clear();
};

/* An address in the HTML of a page, seen from that page: the document may still have another one. */
let leaving; // the address at which the reader pressed the latest link
let wanted; // where the reader is going: until the page is drawn anew, its own address is an older one
const addressOf = (root, href) => {
  const name = pageOf(root)?.dataset.page;
  return new URL(name && href.startsWith('?') ? (name === 'overview' ? './' : name) + href : href, document.baseURI);
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

const PATIENCE = 8000; // milliseconds: then a link opens as a document, such as after the server has started anew
const follow = (root, url) => {
  wanted = url;
  leaving = location.href;
  root.classList.add('waiting');
  hosts.get(root).go(url);
  setTimeout(() => wanted === url && root.isConnected && location.href === leaving && location.assign(url), PATIENCE);
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
  for (const each of [button, button.parentElement.querySelector(':scope > [role=status]')]) if (each) each.textContent = button.dataset.copied;
};

const focusPart = (id) => {
  const visible = inRoots('.filterbar :is(.opener, summary)').find((each) => each.checkVisibility());
  const place = document.getElementById(id) ?? document.querySelector(`.st-key-${CSS.escape(id)}`);
  const heading = id === 'main' && place ? place : place?.querySelector('h2') ?? document.querySelector('h1');
  if (id === 'filter') visible?.focus();
  else focusHeading(heading);
  if (id !== 'filter') heading?.scrollIntoView();
};

const openPart = (id) => {
  const part = document.getElementById(id);
  const details = part?.matches('details') ? part : part?.querySelector('details');
  if (!details) return;
  details.open = true;
  details.firstElementChild.scrollIntoView();
  focusOn(details.firstElementChild);
};

/* A file that takes a while: how far it is stands next to its link, also if that is drawn anew, until the file can be had. */
const download = (href, name) => Object.assign(document.createElement('a'), { href, download: name }).click();
const making = new Set();
const makeFile = async ({ href }) => {
  const find = () => inRoots('a[data-making]').find((each) => each.href === href);
  const ask = () => fetch(href, { headers: { Accept: 'text/x-progress' } });
  const report = (textContent, isFault) => {
    const status = find()?.parentElement.querySelector('[role=status], [role=alert]');
    if (status) Object.assign(status, { role: isFault ? 'alert' : 'status', textContent }).classList.toggle('error', isFault);
  };
  if (making.has(href)) return;
  making.add(href);
  try {
    let answer = await ask();
    while (answer.status === 202 && find()) {
      report(await answer.text(), false);
      const seconds = Number(answer.headers.get('Retry-After')) || 1;
      await new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
      answer = await ask();
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
  const { copied, focuses, opens, saves, prints, refocus, leaves, making: made } = target.dataset;
  if (target.matches('.opener')) openBoxes(target);
  if (copied) copyAddress(target);
  if (prints) window.print();
  if (saves) saveChart(JSON.parse(saves));
  if (focuses) focusPart(focuses);
  if (opens) openPart(opens);
  if (focuses || opens) event.preventDefault();
  const href = target.getAttribute('href');
  if (!href || href.startsWith('#') || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
  const isOther = target.origin !== location.origin || target.target || target.hasAttribute('download') || leaves !== undefined;
  if (isOther && made === undefined) return;
  event.preventDefault();
  if (made !== undefined) {
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

/* The boxes of the filter: one is open at a time, takes the focus, is walked with the arrow keys or by first letters, and closes
   after a choice, with Escape, or when the focus or the pointer goes elsewhere. So does a menu, without the walk. */
const OPEN = ':is(details.choice, details.popover, header.top details)[open]';
const closeOthers = (target) => inRoots(OPEN).forEach((each) => { if (!each.contains(target)) each.open = false; });
const openBoxes = (opener) => {
  const open = opener.getAttribute('aria-expanded') !== 'true';
  opener.setAttribute('aria-expanded', String(open));
  if (open) opener.closest('.filterbar').querySelector('summary')?.focus();
};

const toggled = ({ target }) => {
  if (!target.open || !target.matches('details.choice') || !hosts.has(rootOf(target))) return;
  closeOthers(target);
  const options = target.querySelector('.options');
  const isHere = [document.body, target.firstElementChild].includes(document.activeElement);
  if (isHere) focusOn(options.querySelector('[aria-current]') ?? options.querySelector('a'));
};

const walk = (event, box) => {
  const options = [...box.querySelectorAll('.options a')];
  const at = options.indexOf(event.target);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 };
  const isLetter = event.key.length === 1 && event.key !== ' ' && box.open;
  if (isLetter) {
    const next = [...options.slice(at + 1), ...options.slice(0, at + 1)];
    next.find((each) => each.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  } else if (event.key in steps && box.open) options[(steps[event.key] + options.length) % options.length]?.focus();
  else if (event.key === 'ArrowDown') box.open = true;
  else if (event.key === ' ' && at >= 0) event.target.click();
  else return;
  event.preventDefault();
};

/* Escape closes what is open, or else the boxes of a narrow screen, and gives the focus back. */
const escape = (element) => {
  const open = element.closest(OPEN);
  const opener = element.closest('.filterbar')?.querySelector('.opener[aria-expanded=true]');
  if (open) open.open = false;
  else opener?.setAttribute('aria-expanded', 'false');
  (open?.firstElementChild ?? opener)?.focus();
  return Boolean(open ?? opener);
};

const keyDown = (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !target.closest) return;
  const [box, isOurs] = [target.closest('details.choice'), hosts.has(rootOf(target))];
  if (isOurs && key === 'Escape' && escape(target)) return;
  if (isOurs && box) walk(event, box);
  const isField = target.matches('input, textarea, select, [role=slider], [contenteditable]');
  const scrolls = key.startsWith('Arrow') && target.matches('.scroll') && target.scrollWidth > target.clientWidth;
  if (event.shiftKey || event.defaultPrevented || isField || scrolls) return;
  const shortcut = inRoots('[data-keys]').find((each) => each.dataset.keys.split(' ').includes(key));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.click();
};

/* Streamlit draws the heading of a page with fields some time after the link to it. */
const headingToCome = new MutationObserver(() => {
  const heading = document.querySelector('h1');
  if (!heading || heading.textContent === headingToCome.before) return;
  headingToCome.disconnect();
  focusHeading(heading);
  scrollerOf(heading).scrollTo(0, 0);
});
const awaitHeading = () => {
  headingToCome.before = document.querySelector('h1')?.textContent;
  headingToCome.observe(document.body, { childList: true, subtree: true, characterData: true });
  setTimeout(() => headingToCome.disconnect(), PATIENCE);
};

const listeners = {
  click: press,
  submit,
  keydown: keyDown,
  toggle: toggled,
  change: ({ target }) => hosts.has(rootOf(target)) && target.closest('form[data-sends]')?.requestSubmit(),
  focusout: ({ relatedTarget }) => relatedTarget && closeOthers(relatedTarget),
  pointerdown: ({ target, button }) => {
    closeOthers(target);
    isPressed = !button && hosts.has(rootOf(target.closest?.('a, button')));
  },
  pointerup: () => setTimeout(release), // after the click
  pointercancel: release,
  pointerover: ({ target }) => {
    const mark = target.closest?.(`${ROOT} :is(.mark, .piece)[aria-label]:not([title])`);
    if (mark) mark.title = mark.ariaLabel;
  },
};
let isListening = false;
const listen = () => {
  if (isListening) return;
  isListening = true;
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, name === 'toggle');
  window.addEventListener('blur', release);
  window.addEventListener('beforeprint', doLater);
};

/* Charts are drawn by Plotly, which is requested once, and each again in place when its figure, its width or the colours of the
   screen change. Until then an empty area of the right height stands in its place. */
const WIDE = 470; // pixels: the least width at which a figure that is also laid out for a wide screen is drawn so
const [darkScreen, paper] = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
const drawings = new Map(); // what each chart on the page shows
let library;
let isPrinting = false;
const requestLibrary = (chart) => new Promise((onload, onerror) => {
  const src = document.querySelector('link[data-library]')?.href ?? new URL(chart.dataset.library, document.baseURI);
  document.head.append(Object.assign(document.createElement('script'), { src, onload, onerror }));
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

/* Its width is the one that it had before, to ask for which would make the browser arrange the page; a `ResizeObserver` follows others. */
const drawChart = (chart, width = drawings.get(chart)?.width ?? chart.clientWidth) => {
  const { figure: text } = chart.dataset;
  const before = drawings.get(chart);
  const isDark = darkScreen.matches && !isPrinting && !paper.matches;
  if (!width || (before?.text === text && before.width === width && before.isDark === isDark)) return;
  const content = before?.text === text ? before.content : JSON.parse(text);
  const figure = content.wide && width >= WIDE ? content.wide : content.figure;
  const { data, layout } = isDark ? inDark(figure) : figure;
  if (!before) chart.replaceChildren();
  drawings.set(chart, { text, width, isDark, content });
  chart.style.setProperty('--drawn-width', width);
  chart.style.setProperty('--drawn-height', `${layout.height}px`);
  window.Plotly.react(chart, data, { ...layout, width }, content.config);
};
const redrawCharts = () => [...drawings.keys()].forEach((chart) => drawChart(chart));
const followWidth = new ResizeObserver((entries) => {
  if (isPrinting || paper.matches || !window.Plotly) return; // on paper a chart is made smaller, not drawn for another width
  for (const { target } of entries) drawChart(target, target.clientWidth);
});

const drawCharts = async (root) => {
  for (const chart of [...drawings.keys()].filter((each) => !each.isConnected)) {
    drawings.delete(chart);
    followWidth.unobserve(chart);
    window.Plotly.purge(chart);
  }
  const charts = [...root.querySelectorAll('.chart')];
  if (!charts.length) return;
  try {
    library ??= requestLibrary(charts[0]);
    if (!window.Plotly) await library;
  } catch {
    library = undefined;
    for (const chart of charts) Object.assign(chart, { role: null, ariaLabel: null, textContent: chart.dataset.fault });
    return;
  }
  for (const chart of charts.filter((each) => each.isConnected)) {
    drawChart(chart);
    followWidth.observe(chart);
  }
};

darkScreen.addEventListener('change', () => setTimeout(redrawCharts, 100)); // a printer, which is no dark screen, switches for a moment
paper.addEventListener('change', redrawCharts);
for (const name of ['beforeprint', 'afterprint']) {
  window.addEventListener(name, () => {
    isPrinting = name === 'beforeprint';
    redrawCharts();
  });
}

/* The picture of a chart that a reader saves: the drawing with its title, its subtitle and its source, as SVG or PNG. */
const MARGIN = 12; // pixels
const LINE = 1.35; // the height of a line, of the size of its letters
const svgElement = (tag, attributes, textContent = '') => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return Object.assign(element, { textContent });
};

/* A text as an SVG element, in lines that fit a width. */
const textBlock = (words, y, width, size, weight, fill) => {
  const measure = document.createElement('canvas').getContext('2d');
  measure.font = `${weight} ${size}px sans-serif`;
  const lines = [];
  for (const word of words.split(/\s+/)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (!lines.length || measure.measureText(longer).width > width - 2 * MARGIN) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  const text = svgElement('text', { 'font-family': '"Source Sans", Arial, sans-serif', 'font-size': size, 'font-weight': weight, fill });
  text.append(...lines.map((line, number) => svgElement('tspan', { x: MARGIN, y: y + (number + 1) * size * LINE }, line)));
  return { text, end: y + lines.length * size * LINE };
};

/* Gives each text of a copied drawing the length it has on the page: in a picture its font may be a wider one. */
const keepTextLengths = (drawn, copied) => {
  const copies = copied.querySelectorAll('text, tspan');
  for (const [number, text] of drawn.querySelectorAll('text, tspan').entries()) {
    const length = text.querySelector('tspan') ? 0 : text.getComputedTextLength();
    if (length) copies[number].setAttribute('textLength', length);
    if (length) copies[number].setAttribute('lengthAdjust', 'spacingAndGlyphs');
  }
};

/* A chart as it is drawn, as one SVG: its title and subtitle above, its layers with their key, and its source below. */
const pictureOf = (chart, { title, subtitle, foot, alt }) => {
  const { width, height: drawnHeight } = chart.getBoundingClientRect();
  const { color } = getComputedStyle(rootOf(chart));
  const head = textBlock(title, 6, width, 16, 600, color);
  const below = textBlock(subtitle, head.end + 2, width, 13, 400, color);
  const top = below.end + 14;
  const source = textBlock(foot, top + drawnHeight, width, 13, 400, color);
  const height = source.end + 14;
  const picture = svgElement('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' });
  const ground = svgElement('rect', { width, height, fill: getComputedStyle(document.body).backgroundColor });
  const layers = [...chart.querySelectorAll('.main-svg')].map((layer) => {
    const copied = layer.cloneNode(true);
    copied.removeAttribute('style');
    keepTextLengths(layer, copied);
    copied.setAttribute('y', top);
    return copied;
  });
  picture.append(svgElement('desc', {}, alt), ground, head.text, below.text, ...layers, source.text);
  return { svg: new XMLSerializer().serializeToString(picture), width, height };
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
const nameOf = ({ pathname }) => pathname.split('/').pop();
const LOST = '0'; // instead of the number of a link of which the platform has told nothing but that there was one
let reported = 0; // the number of the latest link
const mount = ({ data, parentElement, setTriggerValue }, first = null) => {
  listen();
  let root = [...parentElement.children].find((each) => hosts.has(each));
  if (!root) {
    const scrolledTo = first?.scrollTop ?? 0;
    root = first ?? Object.assign(document.createElement('div'), { className: 'page' });
    root.removeAttribute('id');
    parentElement.append(root);
    if (scrolledTo) scrollerOf(root).scrollTo(0, scrolledTo);
    if (!hosts.has(root)) hosts.set(root, {});
  }
  hosts.get(root).go = (url) => {
    if (nameOf(url) !== nameOf(location)) awaitHeading();
    setTriggerValue('go', `/${nameOf(url)}${url.search}#${++reported}`);
  };
  const [, answered, html] = decoder.decode(data).match(/^<!--\d+ (\d*)-->(.*)$/s); // the number of the answer, and of the link, if it is to one
  if (answered === LOST && wanted) location.assign(wanted);
  showUnlessPressed(root, { html, isLatest: () => (answered ? Number(answered) >= reported : !wanted || location.href !== leaving) });
};
export const mounted = (component) => mount(component, document.getElementById('first'));
export const piece = (component) => mount(component);

/* A page that stands in the document already is shown as it came, until a component or a route takes over. */
const adopt = (root, go) => {
  hosts.set(root, { go, shown: '' });
  lastPage = pageOf(root)?.dataset.page;
  listen();
  remember(root);
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
  root.classList.add('waiting');
  try {
    const answer = await fetch(url, { headers: { Accept: 'text/x-page' } });
    const html = await answer.text();
    if (number !== latest) return;
    if (!answer.ok || !html.includes('data-page')) location.assign(url); // a fault, or a page to sign in
    else showUnlessPressed(root, { html, isLatest: () => number === latest });
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
