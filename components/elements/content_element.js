/* Custom elements that bring the content of a piece. The platform puts one into the page whenever the content changes, in the
   same task in which it draws the rest of the page, and the piece is drawn there at once: its area stays, next to the element.
   A script of a component would be called later, after a frame with half of the page. */
const [, digest] = import.meta.url.match(/-(\w+)\.js$/);

/* Defines the element with a name. Its area, of a class, stays when the content changes; `draw` draws content into it, and
   returns what ends it. The area of another release, and one that could not be drawn, are removed. */
const defineContent = (name, { className, draw }) => {
  const end = (area) => {
    area.end?.();
    delete area.end;
  };
  const remove = (area) => {
    area.remove();
    end(area);
  };
  const areaOf = (parent) => {
    const before = [...parent.children].find((each) => each.classList.contains(className));
    if (before?.dataset.release === digest) return before;
    if (before) remove(before);
    const area = document.createElement('div');
    area.className = className;
    area.dataset.release = digest;
    parent.prepend(area); // an empty element before it would let a page break come after the heading above
    return area;
  };
  customElements.define(`${name}-${digest}`, class extends HTMLElement {
    connectedCallback() {
      this.content ??= JSON.parse(this.dataset.content);
      this.removeAttribute('data-content');
      this.area = areaOf(this.closest('[data-testid="stBidiComponentRegular"]'));
      end(this.area);
      try {
        this.area.end = draw(this.area, this.content);
      } catch (error) {
        remove(this.area);
        throw error;
      }
    }

    disconnectedCallback() {
      if (!this.area.isConnected) end(this.area); // else other content follows
    }
  });
};

/* What waits until all fragments of a run are drawn: what needs the place of an element makes the browser arrange the page. */
const waiting = [];
const runWaiting = () => {
  for (const task of waiting.splice(0)) {
    try {
      task();
    } catch (error) {
      reportError(error);
    }
  }
};
const afterDrawing = (task) => {
  if (waiting.push(task) === 1) queueMicrotask(() => queueMicrotask(runWaiting));
};
