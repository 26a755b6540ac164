/* Records a click: when its heading and its complete page are on the screen, and which of our pieces were drawn for it.
   Runs before anything else of the document. */
window.clicked = { pieces: [] };
(() => {
  const record = window.clicked;
  const replaceChildren = Element.prototype.replaceChildren;
  Element.prototype.replaceChildren = function (...children) {
    const piece = this.className === 'root' && this.getRootNode().host?.closest('[class*="st-key-"]');
    if (piece) record.pieces.push(/st-key-(\S+)/.exec(piece.className)[1]);
    return replaceChildren.apply(this, children);
  };

  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (message) {
    record.asked ||= performance.now();
    return send.call(this, message);
  };

  const isComplete = () => {
    const page = document.querySelector('[data-testid="stApp"]');
    if (page?.dataset.testScriptState !== 'notRunning') return false;
    if (document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')) return false;
    const parts = [...document.querySelectorAll('[data-testid="stBidiComponentRegular"]')];
    const isDrawn = ({ shadowRoot }) => shadowRoot.querySelector('.root').hasChildNodes();
    return parts.every((part) => part.querySelector('.chart .main-svg') || [...part.querySelectorAll('.fragment')].some(isDrawn));
  };

  /* Begins with the next click or step in the history; until its heading is another, nothing is complete. */
  window.recordClick = () => {
    const before = document.querySelector('h1')?.textContent;
    Object.assign(record, { pieces: [], start: 0, asked: 0, heading: 0, complete: 0 });
    const begin = () => { record.start ||= performance.now(); };
    document.addEventListener('click', begin, { capture: true, once: true });
    window.addEventListener('popstate', begin, { capture: true, once: true });
    const look = () => {
      const heading = document.querySelector('h1')?.textContent;
      if (record.start && !record.heading && heading && heading !== before) record.heading = performance.now();
      if (!record.heading || !isComplete()) {
        requestAnimationFrame(look);
        return;
      }
      requestAnimationFrame(() => setTimeout(() => { record.complete = performance.now(); }));
    };
    requestAnimationFrame(look);
  };
})();
