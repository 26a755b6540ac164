/* Custom elements that bring the content of a piece. The platform puts one into the page whenever the content changes, in the
   same task in which it draws the rest of the page, and the piece is drawn there at once: its area stays, next to the element.
   A script of a component would be called later, after a frame with half of the page. */
const [, digest] = import.meta.url.match(/-(\w+)\.js$/);

/* Defines the element with a name. Its area, of a class, stays when the content changes; `draw` draws content into it, and
   returns what ends it. */
const defineContent = (name, { className, draw }) => {
  const ends = new WeakMap();
  const end = (parent) => {
    ends.get(parent)?.();
    ends.delete(parent);
  };
  customElements.define(`${name}-${digest}`, class extends HTMLElement {
    connectedCallback() {
      this.content ??= JSON.parse(this.dataset.content);
      this.removeAttribute('data-content');
      this.parent = this.closest('[data-testid="stBidiComponentRegular"]');
      let area = [...this.parent.children].find((each) => each.classList.contains(className));
      if (!area) {
        area = document.createElement('div');
        area.className = className;
        this.parent.prepend(area); // an empty element before it would let a page break come after the heading above
      }
      end(this.parent);
      ends.set(this.parent, draw(area, this.content));
    }

    disconnectedCallback() {
      if (!this.parent.isConnected) end(this.parent); // else other content follows
    }
  });
};

/* What waits until all fragments of a run are drawn: what needs the place of an element makes the browser arrange the page. */
const waiting = [];
const afterDrawing = (task) => {
  if (waiting.push(task) === 1) queueMicrotask(() => queueMicrotask(() => waiting.splice(0).forEach((each) => each())));
};
