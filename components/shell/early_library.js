// Has a browser fetch the chart library as soon as the platform's own scripts have run, on a page that draws charts.
// Its priority is low, and it runs only when the page is on the screen, so that no heading waits for it.
(({ pages, base, library }) => {
  if (!pages.includes(window.location.pathname.slice(base.length))) return;
  document.addEventListener("DOMContentLoaded", () => {
    const link = { rel: "preload", as: "script", fetchPriority: "low", href: base + library };
    document.head.append(Object.assign(document.createElement("link"), link));
  });
})(SETTINGS);
