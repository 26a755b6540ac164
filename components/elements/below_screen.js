/* What is below the screen is drawn anew after the frame with what is on it, so that the reader does not wait for it:
   fragments there, and the last rows of a table of marks that is longer than the screen. Only at the top of a page, where
   nothing that is seen can move by it. */
const LEAST_ROW_HEIGHT = 32;
let rowsOfScreen = 0;
const measureScreen = () => { rowsOfScreen = Math.ceil(window.innerHeight / LEAST_ROW_HEIGHT); };
measureScreen();
window.addEventListener('resize', measureScreen);

let isAtTop = true;
document.addEventListener('scroll', ({ target }) => {
  if (target.dataset?.testid === 'stMain') isAtTop = target.scrollTop === 0;
}, { capture: true, passive: true });

const offScreen = new WeakSet();
const watchScreen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) offScreen[isIntersecting ? 'delete' : 'add'](target);
});

const tasks = [];
const runTasks = () => tasks.splice(0).forEach((task) => task());
const afterPainting = (task) => {
  if (tasks.push(task) > 1) return;
  if (document.hidden) setTimeout(runTasks); // it has no frames
  else requestAnimationFrame(() => (window.requestIdleCallback ?? setTimeout)(runTasks));
};
window.addEventListener('beforeprint', runTasks);

/* The latest data of each fragment; a fragment that waits to be drawn, or for its last rows, has the attribute data-waiting. */
const latest = new WeakMap();
const drawLater = (root, data, task) => {
  root.dataset.waiting = '';
  afterPainting(() => {
    if (latest.get(root) !== data) return;
    delete root.dataset.waiting;
    task();
  });
};
