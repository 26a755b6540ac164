/* Builds HTML elements from plain data. Text becomes text nodes and only listed tags and attributes are allowed,
   so that nothing from a workbook can become markup. A link inside the dashboard opens without a reload. */
const TAGS = new Set(['a', 'abbr', 'b', 'blockquote', 'br', 'button', 'caption', 'dd', 'del', 'details', 'div', 'dl', 'dt', 'em', 'form',
  'h2', 'h3', 'input', 'ins', 'label', 'li', 'mark', 'nav', 'ol', 'p', 'section', 'span', 'strong', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'time', 'tr', 'ul']);
const ATTRIBUTES = new Set(['class', 'colspan', 'datetime', 'for', 'hreflang', 'href', 'id', 'lang', 'maxlength', 'name',
  'placeholder', 'role', 'rowspan', 'scope', 'start', 'tabindex', 'title', 'type', 'value']);
const SHAPES = {
  octagon: '8 1.5, 16 1.5, 22.5 8, 22.5 16, 16 22.5, 8 22.5, 1.5 16, 1.5 8',
  diamond: '12 0.5, 23.5 12, 12 23.5, 0.5 12',
  shield: '2 2, 22 2, 22 14, 12 23, 2 14',
  tag: '1 12, 7 2, 23 2, 23 22, 7 22',
  triangle: '12 1, 23.5 22, 0.5 22',
};
const SVG = 'http://www.w3.org/2000/svg';

const svgElement = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

const outline = (shape) => {
  if (shape === 'circle' || shape === 'ring') return svgElement('circle', { cx: 12, cy: 12, r: 11 });
  if (shape in SHAPES) return svgElement('polygon', { points: SHAPES[shape], 'stroke-linejoin': 'round' });
  return svgElement('rect', { x: 1.5, y: 1.5, width: 21, height: 21, rx: 3.5 });
};

/* The style sheets of inks, by the inks: fragments with the same inks share one, and a redrawn fragment has the same again. */
const inkSheets = new Map();

/* A style sheet with the colours of each ink: set a single time for all marks of a fragment that share it. */
const inkStyles = (inks) => {
  const key = JSON.stringify(inks);
  if (inkSheets.has(key)) return inkSheets.get(key);
  const sheet = new CSSStyleSheet();
  for (const [number, colours] of Object.values(inks).entries()) {
    const { style } = sheet.cssRules[sheet.insertRule(`[data-ink="${number}"] {}`)];
    const [fill, text, edge] = colours.map(([light, dark]) => `light-dark(${light}, ${dark})`);
    style.setProperty('--fill', fill);
    style.setProperty('--ink', text);
    style.setProperty('--edge', edge);
  }
  inkSheets.set(key, sheet);
  return sheet;
};

/* Gives a fragment its style sheets, unless it has them: a new list makes the browser look at every element again. */
const adopt = (shadow, sheets) => {
  const before = shadow.adoptedStyleSheets;
  if (before.length !== sheets.length || sheets.some((sheet, number) => sheet !== before[number])) shadow.adoptedStyleSheets = sheets;
};

/* The picture of a shape: its fill, and its edge around it, so that a dashed edge is visible on any colour. */
const pictures = new Map();
const pictureOfShape = (shape) => {
  if (!pictures.has(shape)) {
    const picture = svgElement('svg', { viewBox: '-1 -1 26 26', 'aria-hidden': 'true', focusable: 'false' });
    const [fill, edge] = [outline(shape), outline(shape)];
    fill.classList.add('fill');
    edge.classList.add('edge');
    picture.append(fill, edge);
    pictures.set(shape, picture);
  }
  return pictures.get(shape).cloneNode(true);
};

/* Draws a mark: its shape and, over it, its letter. */
const mark = (element, { shape, ink }, inks) => {
  if (ink && inks.includes(ink)) element.dataset.ink = inks.indexOf(ink);
  if (!shape) return;
  const letter = document.createElement('span');
  letter.className = 'letter';
  letter.append(...element.childNodes);
  element.append(pictureOfShape(shape), letter);
};

/* Fills a cell of a workbook with its colour; its text is black or white, whichever has more contrast. */
const paint = (element, colour) => {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return;
  const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  element.style.background = colour;
  element.style.color = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#000000' : '#ffffff';
};

/* Focuses the heading of a page that was opened from a link, so that a screen reader continues with that page. */
const focusHeading = (before) => {
  const observer = new MutationObserver(() => {
    const heading = document.querySelector('h1');
    if (!heading || heading.textContent === before) return;
    observer.disconnect();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  setTimeout(() => observer.disconnect(), 10000);
};

/* Does something now and in each frame before which the document was changed. Returns what ends that. */
const doAtChanges = (change, options = {}) => {
  let frame = 0;
  const observer = new MutationObserver(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      change();
    });
  });
  observer.observe(document.body, { childList: true, subtree: true, ...options });
  change();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
};

/* Sets the language of the page's heading: a text of the workbook may be in another language than the page. */
const setHeadingLanguage = (language) => {
  const stop = doAtChanges(() => {
    const heading = document.querySelector('h1');
    if (heading && heading.lang !== language) heading.lang = language;
  });
  return () => {
    stop();
    document.querySelector('h1')?.removeAttribute('lang');
  };
};

/* Gives the submenus of Streamlit's narrow menu the role of a group: as list content they are invalid.
   Another language brings new entries into the same menu. */
const labelMenuGroups = () => {
  const menu = '[data-testid="stSidebarNavItems"]:has(> div)';
  return doAtChanges(() => {
    for (const part of document.querySelectorAll(`${menu}:not([role]), ${menu} li:not([role])`)) part.setAttribute('role', 'presentation');
    for (const inner of document.querySelectorAll(`${menu} > div:not([role])`)) {
      inner.setAttribute('role', 'group');
      inner.setAttribute('aria-label', inner.querySelector('header p')?.textContent || '');
    }
  });
};

/* Takes Markdown's escapes out of the names of widgets: Streamlit gives screen readers a label as it was written. */
const unescapeNames = () => doAtChanges(() => {
  for (const named of document.querySelectorAll('[aria-label*="\\\\"]')) {
    named.setAttribute('aria-label', named.getAttribute('aria-label').replace(/\\([^\p{L}\p{N}\s])/gu, '$1'));
  }
}, { attributes: true, attributeFilter: ['aria-label'] });

/* The id of the element that has the focus when the page of a link has been drawn, if it is drawn anew. */
let refocus = '';

/* Goes to a URL inside the dashboard: the URL changes once, and Streamlit shows its page, as with the back button. */
const goTo = ({ pathname, search }) => {
  const shown = (query) => ['ref', 'slide'].map((name) => new URLSearchParams(query).get(name)).join();
  const samePage = pathname === window.location.pathname && shown(search) === shown(window.location.search);
  if (!samePage) focusHeading(document.querySelector('h1')?.textContent);
  window.history.pushState(null, '', pathname + search);
  window.dispatchEvent(new PopStateEvent('popstate'));
};

/* Makes the change of a link to the URL as it is now: until the page is drawn anew, its links start from an older one. */
const changedNow = (target, drawnAt) => {
  const [before, after, now] = [drawnAt, target.search, window.location.search].map((query) => new URLSearchParams(query));
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, wanted] = [before.getAll(name), after.getAll(name)];
    const rest = old.length === 1 && wanted.length === 1 ? [] : now.getAll(name).filter((value) => wanted.includes(value) || !old.includes(value));
    if (String(old) === String(wanted)) continue;
    now.delete(name);
    for (const value of new Set([...rest, ...wanted.filter((each) => !old.includes(each))])) now.append(name, value);
  }
  return { pathname: target.pathname, search: now.size ? `?${now}` : '' };
};

/* The query of the run that made an element, where it is named; else the one at which it was drawn. */
const baseOf = (element, drawnAt) => element.closest('[data-base]')?.dataset.base ?? drawnAt;

const isOfThisPage = (href) => href.startsWith('?');

/* Moves the focus to the filter: to its first box, or on a phone to the button that opens the boxes. */
const focusFilter = () => {
  const roots = [...document.querySelectorAll('.fragment')].map((each) => each.shadowRoot);
  const bar = roots.map((root) => root.querySelector('.filterbar')).find(Boolean);
  [...(bar?.querySelectorAll('.opener, summary') || [])].find((each) => each.checkVisibility())?.focus();
};

/* Moves the focus to a heading of this page: that of a container by the container's key, or else the page's own. */
const focusPart = (key) => (event) => {
  event.preventDefault();
  if (key === 'filter') {
    focusFilter();
    return;
  }
  const heading = document.querySelector(`.st-key-${CSS.escape(key)} h2`) || document.querySelector('h1');
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: 'start' });
};

/* Opens the toggle in a container of the page, by the container's key, and moves the focus to it. */
const openToggle = (key) => (event) => {
  event.preventDefault();
  const toggle = document.querySelector(`.st-key-${CSS.escape(key)} details`);
  const summary = toggle?.querySelector('summary');
  if (!summary) return;
  if (!toggle.open) summary.click();
  summary.scrollIntoView({ block: 'start' });
  summary.focus({ preventScroll: true });
};

/* Scrolls a table that is wider than its region so that a column is in the middle, with what is before and after it. */
const scrollToMiddle = (column) => {
  const region = column.closest('.scroll');
  const [{ left, width }, shown] = [column.getBoundingClientRect(), region.getBoundingClientRect()];
  region.scrollLeft += left + width / 2 - (shown.left + shown.width / 2);
};

const follow = (drawnAt) => (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
  event.preventDefault();
  const link = event.currentTarget;
  refocus = link.dataset.refocus || '';
  goTo(isOfThisPage(link.getAttribute('href')) ? changedNow(link, baseOf(link, drawnAt)) : link);
  if (refocus) { // after the request: the browser arranges the page for a focus, and the server works meanwhile
    link.closest('details')?.removeAttribute('open');
    link.getRootNode().getElementById?.(refocus)?.focus({ preventScroll: true });
  }
};

/* Searches with the text of a form: it becomes the parameter `q` of the form's URL. */
const search = (form, href, drawnAt) => (event) => {
  event.preventDefault();
  const url = new URL(href, window.location.href);
  const field = form.querySelector('input');
  if (field.value.trim()) url.searchParams.set(field.name, field.value.trim());
  refocus = field.id;
  goTo(changedNow(url, baseOf(form, drawnAt)));
};

/* The links that are found by their text when they are drawn anew: toggles, and the options of an open box. */
const NAMED_LINKS = 'a.toggle, details.choice[open] .options a';

/* What the reader has done to the elements of a fragment that is about to be drawn anew. */
const readerState = (root, parent) => {
  const focused = parent.activeElement || document.activeElement;
  const inside = focused && root.contains(focused);
  const draft = inside && focused.localName === 'input' && focused.value !== focused.defaultValue ? focused.value : null;
  return {
    id: inside ? focused.id : '',
    toggle: inside && focused.matches(NAMED_LINKS) ? focused.textContent : '',
    index: inside ? [...root.querySelectorAll('a, button')].indexOf(focused) : -1,
    draft,
    expanded: [...root.querySelectorAll('[aria-expanded=true][id]')].map(({ id }) => id),
    open: [...root.querySelectorAll('details.choice[open] > summary')].map(({ id }) => id),
  };
};

const restore = (root, { id, toggle, index, draft, expanded, open }) => {
  const find = (each) => (each ? root.querySelector(`[id="${CSS.escape(each)}"]`) : null);
  for (const each of expanded) find(each)?.setAttribute('aria-expanded', 'true');
  for (const each of open) find(each)?.closest('details').setAttribute('open', '');
  const lost = !id && index < 0 && [document.body, null].includes(document.activeElement) ? find(refocus) : null;
  const same = toggle && [...root.querySelectorAll(NAMED_LINKS)].find(({ textContent }) => textContent === toggle);
  const target = find(id) || same || (index >= 0 ? root.querySelectorAll('a, button')[index] : lost);
  if (draft !== null && target?.localName === 'input' && refocus !== id) target.value = draft;
  target?.focus({ preventScroll: true });
  if (target && target.id === refocus) refocus = '';
};

/* Presses a link or a button of this component when one of its keys is pressed anywhere, except where a field uses the key. */
const shortcutsOf = new WeakMap();
const listenForKeys = (parent, shortcuts) => {
  shortcutsOf.get(parent)?.abort();
  if (!shortcuts.length) return undefined;
  const listening = new AbortController();
  shortcutsOf.set(parent, listening);
  const press = (event) => {
    const target = event.composedPath()[0];
    const scrolls = event.key.startsWith('Arrow') && target.matches?.('.scroll') && target.scrollWidth > target.clientWidth;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || scrolls) return;
    if (target.matches?.('input, textarea, select, [role=slider], [contenteditable]')) return;
    const [, element] = shortcuts.find(([keys]) => keys.includes(event.key)) || [];
    if (!element) return;
    event.preventDefault();
    element.click();
  };
  document.addEventListener('keydown', press, { signal: listening.signal });
  return () => listening.abort();
};

/* Sets the cookie with what the reader chose, if it is another one. */
let cookie = '';
const setCookie = (pair) => {
  if (pair === cookie) return;
  cookie = pair;
  document.cookie = `${pair}; path=/; SameSite=Strict${window.location.protocol === 'https:' ? '; Secure' : ''}`;
};

/* Draws a fragment. The module begins with its style sheet, `styles`, which all components share. */
const draw = (root, data, { mayWait }) => {
  const shadow = root.getRootNode();
  adopt(shadow, [styles, inkStyles(data.inks || {})]);
  const inks = Object.keys(data.inks || {});
  const drawnAt = window.location.search;
  const copy = (button, done) => async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
    } catch {
      const field = document.createElement('textarea');
      field.value = window.location.href;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
    button.textContent = done;
    const status = button.parentElement.querySelector('[role=status]');
    if (status) status.textContent = done;
  };
  const before = readerState(root, shadow);
  const rowsWait = mayWait && before.index < 0 && !before.id;
  const lastRows = [];
  let rows = 0;
  const shortcuts = [];
  const append = (element, children, isMatrix) => {
    for (const child of children) {
      if (isMatrix && child[0] === 'tr' && ++rows > rowsOfScreen) lastRows.push([element, child]);
      else element.append(build(child, isMatrix));
    }
  };
  const build = (node, inMatrix = false) => {
    if (typeof node === 'string') return document.createTextNode(node);
    const [tag, attributes, ...children] = node;
    if (!TAGS.has(tag)) throw new Error(`no such tag here: ${tag}`);
    const element = document.createElement(tag);
    append(element, children, inMatrix || (rowsWait && tag === 'table' && attributes.class === 'matrix'));
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'mark') mark(element, value, inks);
      else if (name === 'fill') paint(element, value);
      else if (name === 'grow') element.style.flexGrow = String(Number(value));
      else if (name === 'copied') element.onclick = copy(element, value);
      else if (name === 'focuses') element.onclick = focusPart(value);
      else if (name === 'opens') element.onclick = openToggle(value);
      else if (name === 'search') element.onsubmit = search(element, value, drawnAt);
      else if (name === 'refocus') element.dataset.refocus = value;
      else if (name === 'base') element.dataset.base = value;
      else if (name === 'announced') element.dataset.announced = value;
      else if (name === 'saves') element.onclick = saveChart(value);
      else if (name === 'keys') shortcuts.push([value.split(' '), element]);
      else if (name === 'prints') element.onclick = () => window.print();
      else if (name === 'title' && value === true) element.title = attributes['aria-label'];
      else if (name.startsWith('aria-') || ATTRIBUTES.has(name)) element.setAttribute(name, value);
    }
    if (tag === 'a') {
      const href = element.getAttribute('href') || '';
      if (!/^(\.\/|[a-z-]*)(\?|#|$)/.test(href)) element.removeAttribute('href');
      else if (!href.startsWith('#') && !('leaves' in node[1])) element.onclick = follow(drawnAt);
    }
    return element;
  };
  if (data.language && document.documentElement.lang !== data.language) document.documentElement.lang = data.language;
  if (data.cookie) setCookie(data.cookie.join('='));
  root.replaceChildren(...data.nodes.map((node) => build(node)));
  if (lastRows.length) drawLater(root, data, () => lastRows.forEach(([body, row]) => body.append(build(row))));
  afterDrawing(() => {
    for (const table of root.querySelectorAll('.scroll.newest')) table.scrollLeft = table.scrollWidth;
    for (const month of root.querySelectorAll('.scroll thead .as-at')) scrollToMiddle(month);
    restore(root, before);
  });
  activateFilter(root);
  if (data.language) {
    const stops = [labelMenuGroups(), unescapeNames()];
    return () => stops.forEach((stop) => stop());
  }
  if (root.querySelector('.filterbar')) return closeFromOutside(root);
  const stopListening = listenForKeys(shadow, shortcuts);
  if (stopListening) return stopListening;
  return data.heading ? setHeadingLanguage(data.heading) : undefined;
};

/* The element that a fragment is drawn into: behind a shadow root, so that no style of the page reaches it. */
const rootOf = (fragment) => {
  if (!fragment.shadowRoot) {
    const root = document.createElement('div');
    root.className = 'root';
    fragment.attachShadow({ mode: 'open' }).append(root);
  }
  return fragment.shadowRoot.querySelector('.root');
};

/* Draws a fragment into its area, now or, below the screen, soon. */
const drawFragment = (fragment, data) => {
  const root = rootOf(fragment);
  latest.set(root, data);
  delete root.dataset.waiting;
  const isRedraw = root.hasChildNodes();
  if (!isRedraw) watchScreen.observe(root);
  if (!isRedraw || !isAtTop || !offScreen.has(root)) return draw(root, data, { mayWait: isRedraw && isAtTop });
  let stop;
  drawLater(root, data, () => { stop = draw(root, data, { mayWait: false }); });
  return () => {
    if (latest.get(root) === data) latest.delete(root);
    stop?.();
  };
};

defineContent('cynnydd-nodes', { className: 'fragment', draw: drawFragment });
