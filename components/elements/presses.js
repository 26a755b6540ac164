/* A press counts for the link or button on which it began, even if that was drawn anew or moved before the release:
   a browser then sends no click, or that of a finger to what is there now. */
let pressed = null;
let isReplaced = false;
window.addEventListener('pointerdown', (event) => {
  const { button, clientX, clientY } = event;
  const target = button ? null : event.composedPath().find((each) => each.matches?.('a, button'));
  pressed = target?.getRootNode() instanceof ShadowRoot ? { target, clientX, clientY } : null;
  isReplaced = false;
}, true);
window.addEventListener('pointerup', (event) => {
  if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const { target, clientX, clientY } = pressed;
  isReplaced = !event.composedPath().includes(target) && Math.hypot(event.clientX - clientX, event.clientY - clientY) < 5;
  if (isReplaced) target.click();
}, true);
window.addEventListener('pointercancel', () => { pressed = null; }, true);
window.addEventListener('click', (event) => {
  if (!isReplaced || !event.isTrusted || !event.detail) return; // without detail it comes from the keyboard
  event.preventDefault();
  event.stopPropagation();
}, true);
