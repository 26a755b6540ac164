/* The boxes of the filter: one is open at a time, takes the focus, is walked with the arrow keys or by first letters,
   and closes after a choice, with Escape, or when the focus or the pointer goes elsewhere. */
const closeBoxes = (root, except) => {
  for (const box of root.querySelectorAll('details.choice[open]')) if (box !== except) box.open = false;
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
  } else if (event.key.length === 1 && box.open && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const next = [...options.slice(at + 1), ...options.slice(0, at + 1)];
    next.find((each) => each.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
};

const openWithFocus = (root, box) => {
  if (!box.open || box.querySelector('.options').contains(root.getRootNode().activeElement)) return;
  closeBoxes(root, box);
  (box.querySelector('.options [aria-current]') || box.querySelector('.options a'))?.focus({ preventScroll: true });
};

/* Escape closes the box that is open, or else the boxes of a narrow screen, and gives the focus back. */
const escape = (bar, opener) => {
  const box = bar.querySelector('details.choice[open]');
  if (box) {
    box.open = false;
    box.querySelector('summary').focus();
  } else if (opener.getAttribute('aria-expanded') === 'true') {
    opener.setAttribute('aria-expanded', 'false');
    opener.focus();
  }
};

/* Says a number that has changed: screen readers read a region only if it was there before. */
const announce = (root) => {
  const text = root.querySelector('[data-announced]').dataset.announced;
  let region = root.parentNode.querySelector('.announcement');
  if (!region) {
    region = document.createElement('div');
    region.className = 'announcement away';
    region.setAttribute('role', 'status');
    region.dataset.last = text;
    root.after(region);
  }
  if (region.dataset.last !== text) region.textContent = text;
  region.dataset.last = text;
};

const activateFilter = (root) => {
  const bar = root.querySelector('.filterbar');
  if (!bar) return;
  const opener = bar.querySelector('.opener');
  opener.onclick = () => {
    const open = opener.getAttribute('aria-expanded') !== 'true';
    opener.setAttribute('aria-expanded', String(open));
    if (open) bar.querySelector('summary')?.focus();
  };
  for (const box of bar.querySelectorAll('details.choice')) {
    box.ontoggle = () => openWithFocus(root, box);
    box.onkeydown = (event) => walk(event, box);
    box.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget && !box.contains(relatedTarget)) box.open = false;
    });
  }
  bar.onkeydown = (event) => {
    if (event.key === 'Escape') escape(bar, opener);
  };
  announce(root);
};

const closeFromOutside = (root) => {
  const close = (event) => !event.composedPath().some((each) => each.matches?.('details.choice')) && closeBoxes(root);
  document.addEventListener('pointerdown', close);
  return () => document.removeEventListener('pointerdown', close);
};
