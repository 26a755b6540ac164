/* A page is a document. Its HTML is put into place by changing what differs, its links and forms lead to another address, and its
   charts are drawn. It comes from a component of Streamlit (`mount`), or from a route (`begin`). What an element does is in its
   `data-` attributes; a reader without scripts has its links and forms all the same. */
const hosts = new WeakMap(); // of each root: how it goes to an address, and the HTML that it shows
const rootOf = (element) => element?.closest?.('.page');
const pageOf = (root) => root.querySelector('[data-page]');
const inRoots = (selector) => [...document.querySelectorAll(`.page ${selector}`)];
const scrollerOf = (root) => root.closest('[data-testid="stMain"]') ?? document.scrollingElement;
const focusOn = (element) => {
  if (element?.tabIndex === -1) element.tabIndex = -1; // without the attribute a heading cannot have the focus
  element?.focus({ preventScroll: true });
};

/* A `details` stays open or closed as the reader left it. It is found again by an id, or by its words in its part. */
const nameOfDetails = ({ id, parentElement, firstElementChild: summary }) =>
  `${parentElement?.closest('.part')?.id} ${id || summary?.id || summary?.textContent}`;
const leaveOpen = (before, after) => {
  const [old, fresh] = [before, after].map((each) => Map.groupBy(each.querySelectorAll('details'), nameOfDetails));
  for (const [name, alike] of old) fresh.get(name)?.forEach((details, number) => { details.open = alike[number]?.open ?? false; });
};

/* A part whose HTML is as it came before is passed over, and so is a chart, which is drawn again in place. */
const sources = new WeakMap(); // the HTML of a part, as it came
const remember = (root) => root.querySelectorAll('.part[id]').forEach((part) => sources.set(part, part.outerHTML));
const morphing = {
  morphStyle: 'innerHTML',
  callbacks: {
    beforeNodeMorphed: (before, after) => {
      if (before.matches?.('input:focus') && before.value !== before.defaultValue) after.value = before.value; // what is being typed
      const source = sources.get(after);
      const isSame = source && source === sources.get(before);
      const isChart = before.classList?.contains('chart');
      const hasRows = before.localName === 'tbody' && !before.contains(document.activeElement);
      if (source) sources.set(before, source);
      if (isChart) changeChart(before, after);
      if (hasRows) before.replaceChildren(...after.childNodes); // all at once, which is faster
      return !isSame && !isChart && !hasRows;
    },
    beforeAttributeUpdated: (name) => name !== 'aria-expanded',
  },
};

/* Scrolls a table to its newest columns, or so that the month of the data is in the middle, unless the reader has scrolled it. */
const placed = new WeakMap(); // where each was scrolled to
const scrollTables = (root) => {
  for (const region of root.querySelectorAll('.scroll:is(.newest, :has(thead .as-at))')) {
    if (placed.has(region) && placed.get(region) !== region.scrollLeft) continue;
    const month = region.querySelector('thead .as-at');
    region.scrollLeft = month ? month.offsetLeft + (month.offsetWidth - region.clientWidth) / 2 : region.scrollWidth;
    placed.set(region, region.scrollLeft);
  }
};

/* What is mine: the role or lead agency that the reader chose last, which this browser remembers, where none is chosen. */
const offerMine = (root) => {
  for (const link of root.querySelectorAll('[data-mine]')) {
    const { query, name, word } = JSON.parse(link.dataset.mine);
    try {
      if (query) localStorage.setItem('mine', JSON.stringify({ query, name }));
      const mine = JSON.parse(localStorage.getItem('mine'));
      link.hidden = Boolean(query) || !mine;
      if (link.hidden) continue;
      const { base } = link.closest('[data-base]').dataset;
      link.setAttribute('href', `?${[base.slice(1), mine.query].filter(Boolean).join('&')}`);
      link.textContent = word.replace('{name}', mine.name);
    } catch { /* a browser that stores nothing */ }
  }
};

/* What follows from HTML that has come into its place. */
const finish = (root) => {
  const { lang, dataset: { title } } = pageOf(root) ?? root;
  if (lang) document.documentElement.lang = lang;
  if (title) document.title = title;
  const { cookie } = root.querySelector('[data-cookie]')?.dataset ?? {};
  if (cookie) document.cookie = `${cookie}; path=/; SameSite=Strict${location.protocol === 'https:' ? '; Secure' : ''}`;
  offerMine(root);
  scrollTables(root);
  drawCharts(root);
  fitSlide();
};

/* A slide is as large as fits on the screen: its type grows with the screen, and is made smaller until nothing lies below it. */
const LEAST_FIT = 0.5;
const fitSlide = () => {
  const slide = document.querySelector('[data-page=present]');
  const { style } = document.documentElement;
  if (!slide && document.fullscreenElement) document.exitFullscreen();
  if (!slide) return style.removeProperty('--fit');
  const drawn = Number.parseFloat(slide.querySelector('.chart')?.style.getPropertyValue('--wide'));
  if (drawn) style.setProperty('--zoom', Math.max(0.8, Math.min(slide.clientWidth / WIDE, (innerHeight * 0.74) / drawn)));
  for (let fit = 1; fit > LEAST_FIT; fit -= 0.05) {
    style.setProperty('--fit', fit);
    if (slide.scrollHeight <= innerHeight) break;
  }
};
window.addEventListener('resize', fitSlide);
const fillScreen = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());

/* Back returns to where the reader was: each entry of the history has its number, and on leaving how far its page was scrolled, what
   was open in it, and which link was pressed. Of a link to another page the platform makes two entries; the first, this page with
   the query of the other, is passed over, and known by the number of the entry before it. */
const RETURN = 3000; // milliseconds in which answers may still change the page that the reader comes back to
const passedOver = {}; // the address of each, by that number
let entry = -1;
let returning; // the entry that the reader comes back to, until the page is there
const addressWith = (pathname, search) => `${pathname}?${[...new URLSearchParams(search)].sort().join('&')}`;
const enter = () => {
  entry = history.state?.entry ?? entry + 1;
  history.replaceState({ ...history.state, entry }, '');
};
const leaveEntry = (root, url) => {
  const open = [...root.querySelectorAll('details[open]:not(.choice, .popover, header.top *)')].map(nameOfDetails);
  const link = document.activeElement.getAttribute('href');
  returning = undefined;
  history.replaceState({ ...history.state, entry, top: scrollerOf(root).scrollTop, open, link }, '');
  passedOver[entry] = addressWith(location.pathname, url.search);
};
const comeBack = (root) => {
  const { top, open, link } = returning;
  for (const details of root.querySelectorAll('details')) details.open ||= open.includes(nameOfDetails(details));
  focusOn([...root.querySelectorAll('a')].find((each) => each.getAttribute('href') === link) ?? root.querySelector('h1'));
  scrollerOf(root).scrollTo(0, top);
};
const isReturning = () => returning && Date.now() < returning.until;
window.addEventListener('popstate', () => {
  const { entry: number, open } = history.state ?? {};
  const here = addressWith(location.pathname, location.search);
  if (number !== undefined) entry = number;
  else if (passedOver[entry - 1] === here) history.back();
  else if (passedOver[entry] === here) history.forward();
  returning = open && { ...history.state, until: Date.now() + RETURN };
});

/* Another page begins at its top, and its heading has the focus, so that a screen reader goes on there. Streamlit draws the heading
   of a page with fields some time after the link to it. */
const beginAt = (heading) => {
  focusOn(heading);
  scrollerOf(heading).scrollTo(0, 0);
};
const awaitHeading = (former, text, end) => {
  const heading = document.querySelector('h1');
  if (heading && (heading !== former || heading.textContent !== text)) beginAt(heading);
  else if (Date.now() < end) requestAnimationFrame(() => awaitHeading(former, text, end));
};

/* Changes a page into a new version of it. Where the element that had the focus is another now, the same one is found again: by its
   id, or a name that filters by its words. */
const morph = (root, page) => {
  const { activeElement: focused } = document;
  const { id, textContent } = focused;
  const isFound = root.contains(focused) && (id || focused.matches('a.toggle'));
  const isSame = (each) => root.contains(each) && (id ? each.id === id : each.textContent === textContent);
  leaveOpen(root, page);
  Idiomorph.morph(root, page.childNodes, morphing);
  if (isFound && !isSame(document.activeElement)) focusOn([...root.querySelectorAll(id ? '[id]' : 'a.toggle')].find(isSame));
};
let lastPage; // the name of the page that was shown before, if one was
const put = (root, page) => {
  const [before, name] = [root, page].map((each) => pageOf(each)?.dataset.page ?? '');
  remember(page);
  if (root.hasChildNodes() && before === name) morph(root, page);
  else root.replaceChildren(page);
  const heading = name && lastPage !== undefined && lastPage !== name && root.querySelector('h1');
  if (isReturning()) comeBack(root);
  else if (heading) beginAt(heading);
  if (name) enter();
  lastPage = name;
  finish(root);
};

/* Shows HTML in a root, but not while a link there is pressed: the press counts for what it began on. At the top of a page the rows
   of a long table that fit on the screen come first, so that the reader does not wait for the others. */
const LEAST_ROW_HEIGHT = 32; // pixels
let pressed; // settles when a press has ended
let release = () => {};
const parsed = (html) => Object.assign(document.createElement('template'), { innerHTML: html }).content;
const show = async (root, html, isLatest) => {
  if (pressed) await pressed;
  const host = hosts.get(root);
  if (isLatest()) {
    root.classList.remove('waiting');
    wanted = undefined;
  }
  if (host.shown === html) return;
  host.shown = html;
  clearTimeout(host.rest);
  const page = parsed(html);
  const most = scrollerOf(root).scrollTop === 0 && !isReturning() ? innerHeight / LEAST_ROW_HEIGHT : Infinity;
  const rest = [...page.querySelectorAll('table.matrix tr')].slice(most);
  rest.forEach((row) => row.remove());
  if (rest.length) host.rest = setTimeout(() => put(root, parsed(html)), 50); // milliseconds: the others follow the frame
  put(root, page);
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
    const [old, chosen, latest] = [before, after, now].map((each) => new Set(each.getAll(name)));
    const [removed, added] = [old.difference(chosen), chosen.difference(old)];
    if (!removed.size && !added.size) continue;
    const isSingle = old.size === 1 && chosen.size === 1;
    now.delete(name);
    for (const value of isSingle ? chosen : latest.difference(removed).union(added)) now.append(name, value);
  }
  return Object.assign(new URL(target), { search: String(now) });
};

const PATIENCE = 8000; // milliseconds: then a link opens as a document, such as after the server has started anew
const follow = (root, url) => {
  wanted = url;
  leaving = location.href;
  leaveEntry(root, url);
  root.classList.add('waiting');
  hosts.get(root).go(url);
  setTimeout(() => wanted === url && root.isConnected && location.href === leaving && location.assign(url), PATIENCE);
};

const copyAddress = async (button) => {
  await navigator.clipboard.writeText(location.href);
  button.textContent = button.dataset.copied;
  button.parentElement.querySelector(':scope > [role=status]').textContent = button.dataset.copied;
};

/* Leads to a part: to its heading, or to what is closed in it, which opens; and to the filter, whichever way that is shown. */
const leadTo = (event, { focuses, opens }) => {
  event.preventDefault();
  const id = focuses ?? opens;
  const part = document.getElementById(id) ?? document.querySelector(`.st-key-${CSS.escape(id)}`);
  const filter = inRoots('.filterbar :is(.opener, summary)').find((each) => each.checkVisibility());
  const place = { filter, main: part }[id] ?? part?.querySelector(opens ? 'summary' : 'h2') ?? document.querySelector('h1');
  if (opens) place.parentElement.open = true;
  place.scrollIntoView();
  focusOn(place);
};

/* A file that takes a while: how far it is stands next to its link, also if that is drawn anew, until the file can be had. */
const download = (href, name) => Object.assign(document.createElement('a'), { href, download: name }).click();
const making = new Set();
const makeFile = async ({ href }) => {
  const find = () => inRoots('a[data-making]').find((each) => each.href === href);
  const report = (textContent, isFault) => {
    const status = find()?.parentElement.querySelector('[role=status], [role=alert]');
    if (status) Object.assign(status, { role: isFault ? 'alert' : 'status', textContent }).classList.toggle('error', isFault);
  };
  if (making.has(href)) return;
  making.add(href);
  try {
    let answer;
    do {
      answer = await fetch(href, { headers: { Accept: 'text/x-progress' } });
      report(await answer.text(), !answer.ok);
      const seconds = answer.status === 202 ? Number(answer.headers.get('Retry-After')) || 1 : 0;
      await new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
    } while (answer.status === 202 && find());
    if (answer.ok && find()) download(href, '');
  } catch {
    location.assign(href); // the browser says what is the matter with the line
  }
  making.delete(href);
};
const press = (event) => {
  const target = event.target.closest?.('a, button, summary');
  const root = rootOf(target);
  if (!hosts.has(root)) return;
  const { copied, focuses, opens, saves, prints, refocus, leaves, making: made } = target.dataset;
  if (target.matches('.opener')) openBoxes(target);
  if (copied) copyAddress(target).catch(() => window.prompt(target.textContent, location.href)); // without HTTPS
  if (prints) window.print();
  if (target.dataset.fills !== undefined) fillScreen().catch(() => {}); // a browser may refuse it
  if (saves) saveChart(JSON.parse(saves));
  if (focuses || opens) leadTo(event, target.dataset);
  const href = target.getAttribute('href');
  if (!href || href.startsWith('#') || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
  const isOther = target.origin !== location.origin || target.target || target.hasAttribute('download') || leaves !== undefined;
  if (isOther && made === undefined) return;
  event.preventDefault();
  if (made !== undefined) return makeFile(target);
  if (target.closest('header.top')) inRoots('header.top details[open]').forEach((each) => { each.open = false; });
  const url = addressOf(root, href);
  follow(root, href.startsWith('?') ? changedNow(root, url, target) : url);
  if (!refocus) return; // after the request: the browser arranges the page for a focus, and the server works meanwhile
  target.closest('details.single')?.removeAttribute('open'); // a box of several choices stays open until it is left
  focusOn(document.getElementById(refocus));
};

/* A form is a link whose query is its fields; those that the reader does not see have the rest of the query. */
const submit = (event) => {
  const { target: form, submitter } = event;
  const root = rootOf(form);
  if (!hosts.has(root)) return;
  event.preventDefault();
  const fields = [...new FormData(form, submitter)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  if (form.matches('.jump')) form.querySelector('input').blur();
  const action = (form.getAttribute('action') ?? '').replace(/\?.*/, '');
  const url = addressOf(root, `${action}?${new URLSearchParams(fields)}`);
  follow(root, url.pathname === addressOf(root, '?').pathname ? changedNow(root, url, form) : url);
};

/* The boxes of the filter: one is open at a time, takes the focus, is walked with the arrow keys or by first letters, and closes
   with Escape, or when the focus or the pointer goes elsewhere; a box of one choice closes after it. So does a menu, without the walk. */
const OPEN = ':is(details.choice, details.popover, header.top details)[open]';
const closeOthers = (target) => inRoots(OPEN).forEach((each) => { if (!each.contains(target)) each.open = false; });
const openBoxes = (opener) => {
  const open = opener.getAttribute('aria-expanded') !== 'true';
  opener.setAttribute('aria-expanded', String(open));
  if (open) opener.closest('.filterbar').querySelector('summary')?.focus();
};
const toggled = ({ target }) => {
  if (!target.open || !target.matches('details.choice')) return;
  const option = target.querySelector('.options [aria-current]') ?? target.querySelector('.options a');
  if ([document.body, target.firstElementChild].includes(document.activeElement)) focusOn(option);
};
const walk = (event, box) => {
  const { key, target } = event;
  const options = [...box.querySelectorAll('.options a')];
  const at = options.indexOf(target);
  const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const beginsWithKey = (each) => each.textContent.toLowerCase().startsWith(key.toLowerCase());
  if (box.open && key in places) options.at(places[key] % options.length)?.focus();
  else if (key === 'ArrowDown') box.open = true;
  else if (key === ' ' && at >= 0) target.click();
  else if (box.open && key.length === 1 && key !== ' ') [...options.slice(at + 1), ...options].find(beginsWithKey)?.focus();
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
  const box = target.closest('details.choice');
  if (key === 'Escape' && escape(target)) return;
  if (box) walk(event, box);
  const scrolls = key.startsWith('Arrow') && target.matches('.scroll') && target.scrollWidth > target.clientWidth;
  if (event.shiftKey || event.defaultPrevented || scrolls) return;
  if (target.matches('input, select') && key !== 'Escape') return;
  if (key === ' ' && target.matches('button, summary')) return;
  const name = key === ' ' ? 'Space' : key;
  const shortcut = inRoots('[data-keys]').find((each) => each.dataset.keys.split(' ').includes(name));
  if (shortcut?.matches('input')) return shortcut.select(); // what is typed goes there
  if (shortcut) event.preventDefault();
  shortcut?.click();
};
const listeners = {
  click: press,
  submit,
  keydown: keyDown,
  toggle: toggled,
  change: ({ target }) => target.closest('form[data-sends]')?.requestSubmit(),
  focusout: ({ relatedTarget }) => relatedTarget && closeOthers(relatedTarget),
  pointerdown: ({ target, button }) => {
    closeOthers(target);
    release();
    if (!button && hosts.has(rootOf(target.closest?.('a, button')))) pressed = new Promise((resolve) => { release = resolve; });
  },
  wheel: () => { returning = undefined; },
  touchmove: () => { returning = undefined; },
  pointerup: () => setTimeout(() => release()), // after the click
  pointercancel: () => release(),
  pointerover: ({ target }) => {
    const mark = target.closest?.('.page :is(.mark, .piece)[aria-label]:not([title])');
    if (mark) mark.title = mark.ariaLabel;
  },
};
for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, name === 'toggle');
window.addEventListener('blur', () => release());

/* Charts are drawn by Plotly, which is requested once, and each again in place when its figure, its width or the colours of the
   screen change. Until then an empty area of the right height stands in its place. */
const WIDE = 470; // pixels: the least width at which a figure that is also laid out for a wide screen is drawn so
const darkScreen = matchMedia('(prefers-color-scheme: dark)');
const drawings = new WeakMap(); // what each chart shows
let library;
let isOnPaper = false;
const requestLibrary = (chart) => new Promise((onload, onerror) => {
  const src = document.querySelector('link[data-library]')?.href ?? new URL(chart.dataset.library, document.baseURI);
  document.head.append(Object.assign(document.createElement('script'), { src, onload, onerror }));
});

/* Gives a chart that may be drawn already what another one shows. */
const changeChart = (chart, { dataset, ariaLabel, style }) => {
  Object.assign(chart.dataset, dataset);
  Object.assign(chart, { role: 'img', ariaLabel });
  for (const name of ['--narrow', '--wide']) chart.style.setProperty(name, style.getPropertyValue(name));
};

/* A bar opens the list of its number in the figures behind the chart: it has the row there, and the place among its numbers. */
const openList = (chart, [row, place] = []) => {
  chart.closest('.part').querySelectorAll('table.figures tbody tr')[row]?.querySelectorAll('a.count')[place]?.click();
};

/* A chart has the width of before: to ask for it would make the browser arrange the page. Only a dark screen has other inks. */
const drawChart = (chart, width = drawings.get(chart)?.width ?? chart.clientWidth) => {
  const [text, before] = [chart.dataset.figure, drawings.get(chart)];
  const isDark = darkScreen.matches && !isOnPaper;
  if (!width || (before?.text === text && before.width === width && before.isDark === isDark)) return;
  const { figure, wide, config } = JSON.parse(text);
  const { data, layout, dark } = wide && width >= WIDE ? wide : figure;
  for (const [path, ink] of isDark ? dark : []) path.slice(0, -1).reduce((part, name) => part[name], { data, layout })[path.at(-1)] = ink;
  if (!before) chart.replaceChildren();
  drawings.set(chart, { text, width, isDark });
  chart.style.setProperty('--drawn-width', width);
  chart.style.setProperty('--drawn-height', `${Math.ceil(layout.height)}px`);
  window.Plotly.react(chart, data, { ...layout, width }, config);
  if (!before) chart.on('plotly_click', ({ points: [{ customdata }] }) => openList(chart, customdata));
};
const redrawCharts = () => inRoots('.chart').filter((each) => drawings.has(each)).forEach((each) => drawChart(each));
const followWidth = new ResizeObserver((entries) => {
  if (isOnPaper) return; // on paper a chart is made smaller, not drawn for another width
  for (const { target } of entries) drawChart(target, target.clientWidth);
});
const drawCharts = async (root) => {
  const charts = [...root.querySelectorAll('.chart')];
  if (!charts.length) return;
  try {
    await (library ??= requestLibrary(charts[0]));
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
const switchPaper = ({ type, matches = type === 'beforeprint' }) => {
  isOnPaper = matches;
  redrawCharts();
};
matchMedia('print').addEventListener('change', switchPaper);
for (const name of ['beforeprint', 'afterprint']) window.addEventListener(name, switchPaper);

/* The picture of a chart: its title and subtitle above, the layers of its drawing, and its source below, as one SVG. */
const MARGIN = 12; // pixels
const LINE = 1.35; // the height of a line, of the size of its letters
const xmlOf = (node) => new XMLSerializer().serializeToString(node);

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
  const spans = lines.map((line, number) => `<tspan x="${MARGIN}" y="${y + (number + 1) * size * LINE}">${xmlOf(new Text(line))}</tspan>`);
  const font = `font-family="Source Sans, Arial, sans-serif" font-size="${size}" font-weight="${weight}"`;
  return { svg: `<text ${font} fill="${fill}">${spans.join('')}</text>`, end: y + lines.length * size * LINE };
};

/* A layer of a drawing. Each text has the length that it has on the page: in a picture its font may be a wider one. */
const layerAt = (y, layer) => {
  const copied = layer.cloneNode(true);
  copied.removeAttribute('style');
  copied.setAttribute('y', y);
  const copies = copied.querySelectorAll('text, tspan');
  for (const [number, text] of layer.querySelectorAll('text, tspan').entries()) {
    const length = text.querySelector('tspan') ? 0 : text.getComputedTextLength();
    if (length) copies[number].setAttribute('textLength', length);
    if (length) copies[number].setAttribute('lengthAdjust', 'spacingAndGlyphs');
  }
  return copied;
};
const pictureOf = (chart, { title, subtitle, foot, alt }) => {
  const { width, height: drawnHeight } = chart.getBoundingClientRect();
  const [{ color }, { backgroundColor }] = [rootOf(chart), document.body].map((each) => getComputedStyle(each));
  const head = textBlock(title, 6, width, 16, 600, color);
  const under = textBlock(subtitle, head.end + 2, width, 13, 400, color);
  const top = under.end + 14;
  const source = textBlock(foot, top + drawnHeight, width, 13, 400, color);
  const height = source.end + 14;
  const layers = [...chart.querySelectorAll('.main-svg')].map((layer) => xmlOf(layerAt(top, layer)));
  const shapes = [`<rect width="100%" height="100%" fill="${backgroundColor}"/>`, head.svg, under.svg, ...layers, source.svg];
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><desc>${xmlOf(new Text(alt))}</desc>${shapes.join('')}</svg>`;
};

/* Saves a chart of this page as an SVG or a PNG file, twice as large as on the screen. Nothing leaves the browser. */
const saveChart = async ({ chart, file, ...words }) => {
  const drawn = document.getElementById(chart);
  if (!drawn?.querySelector('.main-svg')) return;
  const svg = pictureOf(drawn, words);
  let blob = new Blob([svg], { type: 'image/svg+xml' });
  if (file.endsWith('.png')) {
    const image = Object.assign(new Image(), { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
    await image.decode();
    const canvas = new OffscreenCanvas(image.width * 2, image.height * 2);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    blob = await canvas.convertToBlob();
  }
  download(URL.createObjectURL(blob), file);
};

/* A page or a piece whose HTML a component of Streamlit brings, as bytes behind the number of the answer, and of the link if it is
   the answer to one. Where a link goes is reported to the script of the page. */
const nameOf = ({ pathname }) => pathname.split('/').pop();
let reported = 0; // the number of the latest link
export const mount = ({ data, parentElement, setTriggerValue }) => {
  let root = [...parentElement.children].find((each) => hosts.has(each));
  if (!root) {
    const first = document.querySelector('#first:has(h1)');
    const scrolledTo = first?.scrollTop;
    root = first ?? Object.assign(document.createElement('div'), { className: 'page' });
    root.removeAttribute('id');
    const scrolled = [...root.querySelectorAll('.scroll')].map((region) => [region, region.scrollLeft]);
    parentElement.append(root); // what moves in the document is scrolled back to its beginning
    for (const [region, left] of scrolled) region.scrollLeft = left;
    if (scrolledTo) scrollerOf(root).scrollTo(0, scrolledTo);
    if (!hosts.has(root)) hosts.set(root, {});
  }
  hosts.get(root).go = (url) => {
    const heading = document.querySelector('h1');
    if (nameOf(url) !== nameOf(location)) awaitHeading(heading, heading?.textContent, Date.now() + PATIENCE);
    setTriggerValue('go', `/${nameOf(url)}${url.search}#${++reported}`);
  };
  const [, answered, html] = new TextDecoder().decode(data).match(/^<!--\d+ (\d*)-->(.*)$/s);
  if (answered === '0' && wanted) location.assign(wanted); // the platform has told nothing of the link but that there was one
  show(root, html, () => (answered ? Number(answered) >= reported : !wanted || location.href !== leaving));
};

/* A page that stands in the document already is shown as it came, until a component or a route takes over. */
const adopt = (root, go) => {
  hosts.set(root, { go, shown: '' });
  lastPage = pageOf(root)?.dataset.page;
  remember(root);
  finish(root);
};
export const early = () => {
  const first = document.getElementById('first');
  if (first) adopt(first, (url) => location.assign(url));
  if (first && !first.querySelector('h1')) uncover(first);
};

/* The menu alone covers a page with fields of the platform's until these and our pieces have their places, and nothing changes. */
const uncover = (cover) => {
  let timer;
  const look = () => {
    const pieces = [...document.querySelectorAll('[data-testid="stBidiComponentRegular"]')];
    const isDrawn = pieces.length && pieces.every((each) => each.querySelector('.page > *'));
    const isLoading = document.querySelector('[data-testid="stSkeleton"]:not([data-testid="stFullScreenFrame"] *)');
    if (!isDrawn || isLoading || !document.querySelector('[data-test-script-state="notRunning"] h1')) return;
    watch.disconnect();
    cover.remove();
  };
  const watch = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(look, 80); // milliseconds
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true });
};

/* A page that a route has answered: the page of a link is fetched, and shown; the latest one wins. */
export const begin = () => {
  const root = document.querySelector('.page');
  const fetchPage = async (url) => {
    wanted = url;
    root.classList.add('waiting');
    const answer = await fetch(url, { headers: { Accept: 'text/x-page' } });
    const html = await answer.text();
    if (!answer.ok || !html.includes('data-page')) throw new Error(`No page: ${answer.status}`); // a fault, or a page to sign in
    if (wanted === url) await show(root, html, () => wanted === url);
  };
  const lead = (url) => fetchPage(url).catch(() => wanted === url && location.assign(url));
  window.addEventListener('popstate', () => lead(new URL(location)));
  adopt(root, (url) => {
    history.pushState(null, '', url);
    lead(url);
  });
};
