// Shows a page when it is drawn, so that nothing moves below the reader's eyes. Runs in the head of the document.
(() => {
  const root = document.documentElement;
  const patience = 3000; // milliseconds after the heading, at most
  let heading = 0;
  const isDrawn = (component) => [...component.querySelectorAll(".chart, .fragment")]
    .some(({ shadowRoot }) => !shadowRoot || shadowRoot.querySelector(".root").hasChildNodes());
  const isWaiting = (skeleton) => !skeleton.closest('[data-testid="stFullScreenFrame"]');
  const show = () => root.classList.remove("drawing");
  const look = () => {
    if (document.querySelector('[data-testid="stException"], [data-testid="stAlert"], [role="dialog"]')) return show();
    const page = document.querySelector('[data-testid="stApp"]');
    if (!heading && document.querySelector("h1")) heading = performance.now();
    const components = [...document.querySelectorAll('[data-testid="stBidiComponentRegular"]')];
    const skeletons = [...document.querySelectorAll('[data-testid="stSkeleton"]')];
    const complete = heading && page?.dataset.testScriptState === "notRunning"
      && components.every(isDrawn) && !skeletons.some(isWaiting);
    if (complete || (heading && performance.now() > heading + patience)) return show();
    requestAnimationFrame(look);
  };
  root.classList.add("drawing");
  requestAnimationFrame(look);
})();
